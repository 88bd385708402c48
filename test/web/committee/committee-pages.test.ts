import { expect } from "chai";
import { attendAgenda } from "../../../src/app/attend-agenda.ts";
import { commit, replace } from "../../../src/app/commit.ts";
import { decideProposal } from "../../../src/app/decide-proposal.ts";
import { openAgenda } from "../../../src/app/open-agenda.ts";
import { reapplyErasures } from "../../../src/app/reapply-erasures.ts";
import { recordNow } from "../../../src/app/records/read-as-of.ts";
import { listProposals } from "../../../src/app/review-proposals.ts";
import { night } from "../../support/committee-town.ts";
import { actorOf } from "../../support/open-app.ts";
import { inventAccount, openSite, type Site, type SiteClient } from "../../support/open-site.ts";
import { storeRequest } from "../../support/stored-town.ts";

const secretary = actorOf("secretary");
const members = ["committee-1", "member-b", "member-c"];

describe("the pages of the committee", () => {
  let site: Site;
  let client: SiteClient;
  let agendaId: string;

  /** The proposal of a vacancy by its place in the order of risk. */
  const proposals = async () => (await listProposals(site.context, secretary)).records;
  const proposal = async (id: string) => recordNow(site.context, "proposal", id);
  /** One with three candidates and somebody next. */
  const full = async () =>
    (await proposals()).find(
      ({ document }) => document.proposed.candidates.length === 3 && document.proposed.next.length > 0,
    )!;
  const meet = async (present = members) => {
    const { context } = site;
    agendaId = (await openAgenda(context, secretary, { heldOn: "2026-11-24" })).agendaId;
    const all = members.map((actorId) => ({ actorId, isPresent: present.includes(actorId) }));
    await attendAgenda(context, secretary, { agendaId, version: 1, members: all });
  };

  beforeEach(async () => {
    site = await openSite();
    client = await site.as("secretary");
  });
  afterEach(() => site.close());

  describe("the agenda", () => {
    it("says that no session is open and what to do, and still shows what the night proposes", async () => {
      const { page, status } = await client.get("/agenda");
      expect(status).to.equal(200);
      expect(page.main).to.contain("Aucune séance ouverte");
      expect(page.links.map(({ href }) => href)).to.include("/agendas/new");
      for (const { id } of await proposals()) expect(page.links.map(({ href }) => href)).to.include(`/proposals/${id}`);
      const member = await (await site.as("committee")).get("/agenda");
      expect(member.page.links.map(({ href }) => href)).not.to.include("/agendas/new");
    });

    it("orders by days left, then by valid candidates, and says how far the session is", async () => {
      await meet();
      const { page } = await client.get("/agenda");
      const order = page.links.flatMap(({ href }) => /^\/proposals\/([^#?]+)$/.exec(href)?.[1] ?? []);
      const all = await proposals();
      const risk = (id: string) => all.find((one) => one.id === id)!.document;
      const rows = order.slice(1);
      for (let at = 1; at < rows.length; at++)
        expect(risk(rows[at - 1]!).designateBy <= risk(rows[at]!).designateBy, `row ${at}`).to.equal(true);
      expect(page.main).to.contain(`0 décidé sur ${all.length}`);
      expect(order[0]).to.equal(rows[0]);
    });

    it("is narrowed by a filter in its address, and says so where nothing is left", async () => {
      await meet();
      const social = await client.get("/agenda?programme=action-coeur-de-ville");
      const all = await client.get("/agenda");
      expect(social.page.links.length).to.be.lessThan(all.page.links.length);
      const none = await client.get("/agenda?departement=75");
      expect(none.page.main).to.contain("Aucun logement ne répond à ce filtre");
    });
  });

  describe("a proposal", () => {
    it("shows candidates side by side, what decides, and a form with nothing ticked", async () => {
      await meet();
      const { id, document } = await full();
      const { page, status, markup } = await client.get(`/proposals/${id}`);
      expect(status).to.equal(200);
      for (const { requestId } of [...document.proposed.candidates, ...document.proposed.next])
        expect(page.main).to.contain(requestId);
      const form = page.forms.find(({ action }) => action === `/proposals/${id}/decision`)!;
      expect(form.names).to.include.members(["kind", "version", "reason-code-defer", "other"]);
      expect(form.fields).not.to.have.property("kind");
      expect(markup).not.to.match(/<input type="radio"[^>]* checked/);
      expect(markup).to.contain("<svg");
    });

    it("names nobody until a purpose is given, and writes the reading into the log", async () => {
      await meet();
      const { id, document } = await full();
      const request = await recordNow(site.context, "request", document.proposed.candidates[0]!.requestId);
      const plain = await client.get(`/proposals/${id}`);
      const without = await client.post(`/proposals/${id}/names`, {});
      expect(without.status).to.equal(422);
      const { sequence } = await site.context.store.head();
      const named = await client.post(`/proposals/${id}/names`, { purpose: "contact-candidate" });
      expect(named.status).to.equal(200);
      expect((await site.context.store.head()).sequence).to.equal(sequence + 1);
      const words = named.page.main.split(" ").filter((word) => !plain.page.main.includes(word));
      expect(words.join(" "), "a name is there that was not").not.to.equal("");
      expect(named.page.main).to.contain("Les noms sont affichés");
      expect(request.document.personId).not.to.equal(undefined);
    });

    it("can still be read where a candidate was erased, who cannot be designated", async () => {
      const { id, document } = await full();
      const { requestId } = document.proposed.candidates[1]!;
      const { personId } = (await recordNow(site.context, "request", requestId)).document;
      // On a restored backup, where the erasure is done again and the lists wait for the night.
      const erasure = { personId: personId!, requestIds: [requestId], erasedAt: "2026-11-22T08:00:00.000Z" };
      const erasures = [{ ...erasure, erasedBy: "dpo-1", ground: "person-asked" as const }];
      await reapplyErasures(site.context, actorOf("dpo"), { erasures });
      await meet();
      const { page, status } = await client.get(`/proposals/${id}`);
      expect(status).to.equal(200);
      expect(page.main).to.contain("effacée");
      const { version } = await proposal(id);
      const answer = await client.post(`/proposals/${id}/decision`, { kind: "confirm", version: String(version) });
      expect(answer.status).to.equal(422);
    });

    it("shows one candidate of a private owner, and nobody where nobody is eligible", async () => {
      await meet();
      for (const { id, document } of await proposals()) {
        const { page, status } = await client.get(`/proposals/${id}`);
        expect(status, document.vacancyId).to.equal(200);
        if (document.proposed.candidates.length === 0) expect(page.main).to.contain("Personne n’est proposé");
      }
      expect((await proposals()).some(({ document }) => document.proposed.places === 1)).to.equal(true);
    });

    it("that was withheld is released or dropped with a reason, on no agenda", async () => {
      const stored = await full();
      const withheld = { ...stored.document, state: "withheld" } as const;
      const writes = [replace(stored, withheld)];
      await commit(site.context, { actor: secretary, command: "run-allocation", events: [], writes });
      const path = `/proposals/${stored.id}`;
      expect((await client.get("/agenda")).page.main).to.contain("Retenu par la vérification");
      const { page } = await client.get(path);
      expect(page.main).to.contain("Lever la retenue");
      expect(page.main).not.to.contain("Confirmer l’ordre proposé");
      expect((await client.submit(path, `${path}/decision`, { kind: "release" })).status).to.equal(422);
      const values = { kind: "release", "reason-code-release": "verification-reviewed" };
      expect((await client.submit(path, `${path}/decision`, values)).status).to.equal(303);
      expect((await proposal(stored.id)).document.state).to.equal("proposed");
    });

    it("shows who holds a place for certain already", async () => {
      const stored = await full();
      const proposed = { ...stored.document.proposed, pinned: ["Q-77"] };
      const writes = [replace(stored, { ...stored.document, proposed })];
      await commit(site.context, { actor: secretary, command: "run-allocation", events: [], writes });
      expect((await client.get(`/proposals/${stored.id}`)).page.main).to.contain("Q-77");
    });

    it("says what keeps somebody from deciding instead of asking", async () => {
      const { id } = await full();
      const before = await client.get(`/proposals/${id}`);
      expect(before.page.main).to.contain("Vous ne pouvez pas décider ici");
      expect(before.page.forms.map(({ action }) => action)).not.to.include(`/proposals/${id}/decision`);
      await meet(["committee-1"]);
      const few = await client.get(`/proposals/${id}`);
      expect(few.page.forms.map(({ action }) => action)).not.to.include(`/proposals/${id}/decision`);
    });
  });

  describe("a decision", () => {
    it("is taken, and leads to the next one that is not decided", async () => {
      await meet();
      const { id } = await full();
      const answer = await client.submit(`/proposals/${id}`, `/proposals/${id}/decision`, {
        kind: "confirm",
        "go-on": "next",
      });
      expect(answer.status).to.equal(303);
      expect(answer.location).to.match(/^\/proposals\/(?!.*undefined)/);
      expect(answer.location).not.to.contain(id);
      expect((await proposal(id)).document.state).to.equal("confirmed");
      const agenda = await client.get("/agenda");
      expect(agenda.page.main).to.contain("Confirmé");
    });

    it("tells everything that is missing at once, and keeps what was typed", async () => {
      await meet();
      const { id, document } = await full();
      const [first, second] = document.proposed.candidates.map(({ requestId }) => requestId);
      const swapped = { [`place-${first}`]: "2", [`place-${second}`]: "1" };
      const values = { kind: "replace", ...swapped, "reason-replace": "un mot gardé" };
      const empty = await client.submit(`/proposals/${id}`, `/proposals/${id}/decision`, {});
      expect(empty.status).to.equal(422);
      const answer = await client.submit(`/proposals/${id}`, `/proposals/${id}/decision`, values);
      expect(answer.status).to.equal(422);
      expect(answer.page.main).to.contain(`${first} est passée outre`);
      expect(answer.markup).to.contain("un mot gardé");
      const form = answer.page.forms.find(({ action }) => action === `/proposals/${id}/decision`)!;
      expect(form.fields[`place-${first}`]).to.deep.equal(["2"]);
      expect(form.fields.kind).to.deep.equal(["replace"]);
      const named = { ...form.fields, [`why-${first}`]: "dwelling-unsuited", [`words-${first}`]: "trop haut" };
      const done = await client.post(`/proposals/${id}/decision`, named);
      expect(done.status, done.page.main).to.equal(303);
      expect((await proposal(id)).document.state).to.equal("replaced");
    });

    it("may name any other request, which is judged again", async () => {
      await meet();
      const { id, document } = await full();
      const last = document.proposed.candidates.at(-1)!.requestId;
      const values = { kind: "replace", [`place-${last}`]: "", other: "Q-99", "place-other": "3" };
      const answer = await client.submit(`/proposals/${id}`, `/proposals/${id}/decision`, values);
      expect(answer.status).to.equal(422);
      expect(answer.page.main).to.contain("Q-99");
      expect(answer.markup).to.contain('value="Q-99"');
      for (const { requestId } of document.proposed.next)
        expect(answer.page.main).to.contain(`${requestId} est passée outre`);
    });

    it("that comes second sees what happened meanwhile, by whom, and loses nothing typed", async () => {
      await meet();
      const { id, version } = await full();
      const member = await site.as("committee");
      await member.get(`/proposals/${id}`);
      await decideProposal(site.context, secretary, { proposalId: id, version, kind: "confirm" });
      const typed = {
        kind: "defer",
        version: String(version),
        "reason-code-defer": "document-awaited",
        "reason-defer": "le bail attendu mardi",
      };
      const late = await member.post(`/proposals/${id}/decision`, typed);
      expect(late.status).to.equal(409);
      expect(late.page.main).to.contain("Quelqu’un a été plus rapide");
      expect(late.page.main).to.contain("secretary-1");
      expect(late.page.main).to.contain("confirmé");
      expect(late.markup).to.contain("le bail attendu mardi");
      const form = late.page.forms.find(({ action }) => action === `/proposals/${id}/decision`)!;
      expect(form.fields.kind).to.deep.equal(["defer"]);
      expect(form.fields["reason-code-defer"]).to.deep.equal(["document-awaited"]);
      expect(late.markup).not.to.contain('name="go-on"');
    });

    it("that was overtaken by another change of the proposal can be sent again with the newer version", async () => {
      await meet();
      const stored = await full();
      const { context } = site;
      await commit(context, {
        actor: secretary,
        command: "decide-proposal",
        events: [],
        writes: [replace(stored, stored.document)],
      });
      const typed = { kind: "defer", version: String(stored.version), "reason-code-defer": "document-awaited" };
      const late = await client.post(`/proposals/${stored.id}/decision`, typed);
      expect(late.status).to.equal(409);
      const form = late.page.forms.find(({ action }) => action === `/proposals/${stored.id}/decision`)!;
      const again = await client.post(`/proposals/${stored.id}/decision`, form.fields);
      expect(again.status, again.page.main).to.equal(303);
    });

    it("of a kind that needs it is signed by another person, and not by the same", async () => {
      await meet();
      const { id } = await full();
      const made = await client.submit(`/proposals/${id}`, `/proposals/${id}/decision`, {
        kind: "give-back",
        "reason-code-give-back": "no-suitable-candidate",
      });
      expect(made.status).to.equal(303);
      const { decisionId } = (await proposal(id)).document;
      const own = await client.get(`/proposals/${id}`);
      expect(own.page.main).to.contain("une autre personne doit la signer");
      const member = await site.as("committee");
      const signed = await member.submit(`/proposals/${id}`, `/decisions/${decisionId}/second`, { signs: "yes" });
      expect(signed.status).to.equal(303);
      expect((await proposal(id)).document.state).to.equal("given-back");
      const cancelled = await client.post(`/decisions/${decisionId}/second`, {
        version: "1",
        signs: "no",
        reason: "trop tard",
      });
      expect(cancelled.status).to.equal(409);
    });

    it("is followed to the landlord, or by a certificate where there are too few", async () => {
      await meet();
      const { id } = await full();
      await client.submit(`/proposals/${id}`, `/proposals/${id}/decision`, { kind: "confirm" });
      const { decisionId } = (await proposal(id)).document;
      const sent = await client.submit(`/decisions/${decisionId}`, `/decisions/${decisionId}/designate`);
      expect(sent.status).to.equal(303);
      expect((await client.follow(sent)).page.main).to.contain("Transmise au bailleur");
      const twice = await client.post(`/decisions/${decisionId}/designate`, {});
      expect(twice.status).to.equal(409);
    });
  });

  describe("the secretary", () => {
    it("opens a session with those that would be lost before the next one, all, or those ticked", async () => {
      const all = await proposals();
      const nothing = await client.submit("/agendas/new", "/agendas", {});
      expect(nothing.status).to.equal(422);
      const unclear = await client.submit("/agendas/new", "/agendas", { heldOn: "2026-11-25", which: "named" });
      expect(unclear.status).to.equal(422);
      expect(unclear.page.main).to.contain("Aucun logement n’est choisi");
      const ticked = { heldOn: "2026-11-25", which: "named", proposal: all[0]!.id };
      const named = await client.submit("/agendas/new", "/agendas", ticked);
      expect(named.status, named.page.main).to.equal(303);
      expect((await client.follow(named)).page.main).to.contain("1 logement");
      const none = { heldOn: "2026-12-02", which: "before", before: "2026-11-24" };
      expect((await client.submit("/agendas/new", "/agendas", none)).status).to.equal(422);
      const before = { ...none, before: "2027-12-31" };
      const rest = await client.submit("/agendas/new", "/agendas", before);
      expect(rest.status, rest.page.main).to.equal(303);
      expect((await client.follow(rest)).page.main).to.contain(`${all.length - 1} logements`);
      expect((await client.get("/agendas")).page.main).to.match(/25\snovembre\s2026/);
      expect((await client.get("/agendas/new")).page.main).to.contain("Rien à mettre à l’ordre du jour");
    });

    it("records who is present against the quorum, and closes once everything is decided or put back", async () => {
      for (const id of ["member-b", "member-c"]) await inventAccount(site.context, id, actorOf("committee"));
      await site.as("committee");
      agendaId = (await openAgenda(site.context, secretary, { heldOn: "2026-11-24" })).agendaId;
      const before = await client.get(`/agendas/${agendaId}`);
      expect(before.page.main).to.contain("Quorum non atteint");
      expect(before.page.main).to.contain("Compte inventé member-b");
      const attended = await client.submit(`/agendas/${agendaId}`, `/agendas/${agendaId}/attendance`, {
        present: members,
      });
      expect(attended.status).to.equal(303);
      const there = await client.follow(attended);
      expect(there.page.main).to.contain("Quorum atteint");
      const { id } = await full();
      await client.submit(`/proposals/${id}`, `/proposals/${id}/decision`, { kind: "confirm" });
      const early = await client.submit(`/agendas/${agendaId}`, `/agendas/${agendaId}/close`, {});
      expect(early.status).to.equal(422);
      const rest = (await proposals()).filter((one) => one.document.agendaId === agendaId).map((one) => one.id);
      const stale = await client.post(`/agendas/${agendaId}/close`, { version: "1", "put-back": rest });
      expect(stale.status).to.equal(409);
      expect(stale.markup).to.contain(`value="${rest[0]}" checked`);
      const closed = await client.submit(`/agendas/${agendaId}`, `/agendas/${agendaId}/close`, { "put-back": rest });
      expect(closed.status, closed.page.main).to.equal(303);
    });

    it("finds in the minutes who was there, what was decided and why, departures, and the digest that was kept", async () => {
      await meet();
      const { id, version, document } = await full();
      const [first, second, third] = document.proposed.candidates.map(({ requestId }) => requestId) as [
        string,
        string,
        string,
      ];
      const skipped = [{ requestId: first, reasonCode: "dwelling-unsuited", reason: "trop haut sans ascenseur" }];
      await decideProposal(site.context, secretary, {
        proposalId: id,
        version,
        kind: "replace",
        requestIds: [second, first, third],
        skipped,
      });
      const open = await client.get(`/agendas/${agendaId}/minutes`);
      expect(open.status).to.equal(409);
      const rest = (await proposals()).filter((one) => one.document.agendaId === agendaId).map((one) => one.id);
      const closed = await client.submit(`/agendas/${agendaId}`, `/agendas/${agendaId}/close`, { "put-back": rest });
      const { page } = await client.follow(closed);
      const agenda = await recordNow(site.context, "agenda", agendaId);
      for (const text of [
        `${first}, passée outre`,
        "trop haut sans ascenseur",
        "Logement inadapté",
        "Écarts à l’ordre proposé (1)",
        agenda.document.minutesDigest!,
        "member-b",
      ])
        expect(page.main).to.contain(text);
      expect(page.main).not.to.contain("n’est plus celui");
      const pdf = await client.get(`/agendas/${agendaId}/minutes.pdf`);
      expect(pdf.headers.get("content-type")).to.contain("application/pdf");
      expect(new TextDecoder().decode(pdf.bytes.slice(0, 5))).to.equal("%PDF-");
      await commit(site.context, {
        actor: secretary,
        command: "close-agenda",
        events: [],
        writes: [replace(agenda, { ...agenda.document, heldOn: "2026-11-26" })],
      });
      const altered = await client.get(`/agendas/${agendaId}/minutes`);
      expect(altered.page.main).to.contain("n’est plus celui qui a été signé");
    });

    it("writes down a conflict of interest for a member, who then does not count", async () => {
      await meet();
      const { id } = await full();
      const values = { member: "member-b", ground: "family-tie" };
      const done = await client.submit(`/proposals/${id}`, `/proposals/${id}/withdrawal`, values);
      expect(done.status).to.equal(303);
      const { page } = await client.follow(done);
      expect(page.main).to.contain("member-b");
      expect(page.main).to.contain("Vous ne pouvez pas décider ici");
      expect((await client.get(`/agendas/${agendaId}`)).page.main).to.contain("Lien de famille");
    });
  });

  it("are nobody's outside the committee, nor of another territory", async () => {
    await meet();
    const { id } = await full();
    await inventAccount(site.context, "far", { roles: ["committee"], scope: { departementCodes: ["75"] } });
    const far = await site.as("far");
    for (const path of [`/proposals/${id}`, `/agendas/${agendaId}`, `/agendas/${agendaId}/minutes`])
      expect((await far.get(path)).status, path).to.equal(403);
    const own = await far.get("/agenda");
    expect(own.status).to.equal(200);
    expect(own.markup).not.to.contain(id);
    const hr = await site.as("hr");
    for (const path of ["/agenda", "/agendas", `/proposals/${id}`, "/agendas/new"])
      expect((await hr.get(path)).status, path).to.equal(403);
    const member = await site.as("committee");
    expect((await member.get("/agendas/new")).status).to.equal(403);
    expect((await member.post(`/agendas/${agendaId}/close`, { version: "2" })).status).to.equal(403);
  });
});

describe("where too few could be named", () => {
  let site: Site;
  let client: SiteClient;
  before(async () => {
    site = await openSite("committee town", night);
    client = await site.as("secretary");
    const { context } = site;
    const { agendaId } = await openAgenda(context, secretary, { heldOn: "2026-11-24" });
    const present = members.map((actorId) => ({ actorId, isPresent: true }));
    await attendAgenda(context, secretary, { agendaId, version: 1, members: present });
  });
  after(() => site.close());

  it("the certificate is issued, printed with its counts and its whole list, and then the names are sent", async () => {
    const { records } = await listProposals(site.context, secretary);
    const few = records.find(({ document }) => document.vacancyId === "V-2")!;
    const before = await client.get(`/proposals/${few.id}`);
    expect(before.page.main).to.contain("Il manque 1 candidat");
    await client.submit(`/proposals/${few.id}`, `/proposals/${few.id}/decision`, { kind: "confirm" });
    const { decisionId } = (await recordNow(site.context, "proposal", few.id)).document;
    const path = `/decisions/${decisionId}`;
    expect((await client.get(path)).page.main).to.contain("3 candidats sont demandés");
    expect((await client.post(`${path}/designate`, {})).status).to.equal(422);
    const issued = await client.follow(await client.submit(path, `${path}/certificate`));
    const link = issued.page.links.find(({ href }) => href.startsWith("/certificates/"))!.href;
    const { page } = await client.get(`${link}?part=1`);
    for (const text of ["8 demandes ont été examinées", "Q-6, Q-7", "désignée", "Q-8"])
      expect(page.main).to.contain(text);
    const pdf = await client.get(`${link}/certificate.pdf`);
    expect(new TextDecoder().decode(pdf.bytes.slice(0, 5))).to.equal("%PDF-");
    const sent = await client.submit(path, `${path}/designate`);
    expect(sent.status).to.equal(303);
    const member = await (await site.as("committee")).get(path);
    expect(member.page.main).to.contain("Transmise au bailleur");
  });

  it("a decision is ended once somebody it names has left", async () => {
    const { records } = await listProposals(site.context, secretary);
    const full = records.find(({ document }) => document.vacancyId === "V-1")!;
    await client.submit(`/proposals/${full.id}`, `/proposals/${full.id}/decision`, { kind: "confirm" });
    const { decisionId } = (await recordNow(site.context, "proposal", full.id)).document;
    const path = `/decisions/${decisionId}`;
    expect((await client.post(`${path}/end`, {})).status).to.equal(422);
    await storeRequest(site.context, "Q-2", { state: "withdrawn" });
    expect((await client.get(path)).page.main).to.contain("Q-2 n’est plus là");
    const ended = await client.submit(path, `${path}/end`);
    expect(ended.status).to.equal(303);
    expect((await client.follow(ended)).page.main).to.contain("Rien à faire de plus");
  });
});
