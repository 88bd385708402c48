import { expect } from "chai";
import { declareFacts } from "../../src/app/declare-facts.ts";
import { listCommunes } from "../../src/app/list-communes.ts";
import { searchRequests } from "../../src/app/search-requests.ts";
import { submitRequest } from "../../src/app/submit-request.ts";
import { personContents, requestFacts } from "../support/builders.ts";
import { townFacts } from "../support/declared-town.ts";
import { type App, actorOf, openApp } from "../support/open-app.ts";
import { expectRefusal } from "../support/told.ts";

const secretary = actorOf("secretary");

describe("requests that are searched", () => {
  let app: App;
  beforeEach(async () => {
    app = await openApp();
    await declareFacts(app.context, secretary, { records: townFacts });
    const submit = (id: string, employerId: string, reference: string, familyName: string) =>
      submitRequest(app.context, secretary, {
        facts: requestFacts({
          id,
          employerId,
          household: { persons: [{ role: "applicant", bornOn: `1990-01-0${id.slice(2)}` }] },
        }),
        person: personContents({ familyName, reference }),
      });
    await submit("Q-1", "E-1", "M-1", "De La Tour-Inventée");
    await submit("Q-2", "E-1", "M-2", "Tour-Inventée");
    await submit("Q-3", "E-2", "M-1", "De la Tour Inventée");
  });
  afterEach(() => app.close());

  const search = async (text: string, actor = secretary) =>
    (await searchRequests(app.context, actor, { text })).map(({ id }) => id);

  it("are found by a family name with or without first names, by a reference or an id", async () => {
    // Part of the words may be the family name: whoever then reads the names keeps those that hold them all.
    expect(await search("de la tour inventee")).to.deep.equal(["Q-1", "Q-2", "Q-3"]);
    expect(await search("de la tour inventee alix")).to.deep.equal(["Q-1", "Q-3"]);
    expect(await search("Alix De la Tour-Inventée")).to.deep.equal(["Q-1", "Q-2", "Q-3"]);
    expect(await search("m-1")).to.deep.equal(["Q-1", "Q-3"]);
    expect(await search(" Q-2 ")).to.deep.equal(["Q-2"]);
    expect(await search("Personne")).to.deep.equal([]);
    expect(await search(" - ")).to.deep.equal([]);
  });

  it("are those of the searcher's employers, and searching leaves no trace", async () => {
    const before = await app.context.store.head();
    const own = actorOf("hr", { employerIds: ["E-2"] });
    expect(await search("de la tour inventee", own)).to.deep.equal(["Q-3"]);
    expect(await search("M-1", own)).to.deep.equal(["Q-3"]);
    expect(await search("Q-1", own)).to.deep.equal([]);
    await expectRefusal(app.context, () => search("M-1", actorOf("committee")), "role-forbidden");
    expect(await app.context.store.head()).to.deep.equal(before);
  });

  it("wish for communes in which dwellings are declared, by name", async () => {
    expect(await listCommunes(app.context, actorOf("hr"))).to.deep.equal([{ code: "02408", title: "Laon" }]);
  });
});
