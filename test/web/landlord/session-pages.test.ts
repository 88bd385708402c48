import { expect } from "chai";
import { recordNow } from "../../../src/app/records/read-as-of.ts";
import { designateOn, designationOf, openDesignatedSite } from "../../support/designated-town.ts";
import type { Site, SiteClient } from "../../support/open-site.ts";

describe("a session of the award commission", function () {
  this.timeout(60_000);
  let site: Site;
  let clerk: SiteClient;
  beforeEach(async () => {
    site = await openDesignatedSite();
    await designateOn(site.context, ["V-2"]);
    clerk = await site.as("landlord-social");
  });
  afterEach(() => site.close());

  const answersOf = async (vacancyId: string, motiveCode: string) => {
    const id = await designationOf(site, vacancyId);
    const { candidates } = (await recordNow(site.context, "designation", id)).document;
    return Object.fromEntries(
      candidates.flatMap(({ requestId }) => [
        [`${id}:answer.${requestId}`, "not-awarded"],
        [`${id}:answer.${requestId}.not-awarded.motiveCode`, motiveCode],
      ]),
    );
  };
  const stateOf = async (vacancyId: string) =>
    (await recordNow(site.context, "designation", await designationOf(site, vacancyId))).document.state;
  const path = "/designations/session";

  it("keeps what is right dwelling by dwelling, and shows again what has to be corrected with all that was typed", async () => {
    const right = await answersOf("V-1", "breach-of-tenancy");
    const wrong = await answersOf("V-2", "no-unique-number");
    const sent = await clerk.submit(path, path, { ...right, ...wrong });
    expect(sent.status).to.equal(422);
    expect(sent.page.main).to.contain("1 logement enregistré").and.to.contain("la demande a son numéro unique");
    expect([await stateOf("V-1"), await stateOf("V-2")]).to.deep.equal(["failed", "sent"]);
    const form = sent.page.forms.find(({ action }) => action === path)!;
    const [name, value] = Object.entries(wrong)[1]!;
    expect(form.fields[name]).to.deep.equal([value]);
    const corrected = await answersOf("V-2", "breach-of-tenancy");
    const done = await clerk.post(path, { ...form.fields, ...corrected });
    expect(done.status).to.equal(303);
    expect(await stateOf("V-2")).to.equal("failed");
  });

  it("asks for one answer at least, and has no dwelling of another landlord", async () => {
    expect((await clerk.get("/designations")).page.links.map(({ href }) => href)).to.include(path);
    const none = await clerk.submit(path, path, {});
    expect(none.status).to.equal(422);
    expect(none.page.main).to.contain("Choisissez une réponse");
    const owner = await designationOf(site, "V-4");
    expect(none.markup).not.to.contain(owner);
    const forged = await clerk.post(path, {
      answeredOn: "2026-11-23",
      [`${owner}:version`]: "1",
      [`${owner}:candidate`]: "Q-01",
      [`${owner}:answer.Q-01`]: "accepted-by-owner",
    });
    expect(forged.status).to.equal(403);
  });
});
