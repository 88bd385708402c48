/** What every role is held to: each page and each call is tried by an account whose scope holds what it names, and by one whose scope does not. */
import { expect } from "chai";
import type { Role } from "../../src/domain/access/actor.ts";
import { standingOf } from "./access-of.ts";
import { type Door, Doorsteps, doors, type Tried } from "./doors.ts";

const isRefused = ({ status, contentType, hasWritten }: Tried, { side }: Door, statuses: readonly number[]) => {
  expect(status).to.be.oneOf(statuses);
  expect(contentType).to.contain(side === "api" ? "application/problem+json" : "text/html");
  expect(hasWritten, "nothing is written").to.equal(false);
};

/** What a page or a problem says, to be read where a test fails. */
function wordsOf(text: string): string {
  const words = /<main[\s\S]*<\/main>/.exec(text)?.[0].replace(/<[^>]+>/g, " ") ?? text;
  return words.replace(/\s+/g, " ").slice(0, 600);
}

const first = doors.find(({ side, name }) => side === "page" && name === "get /")!;

/** All tests of one role. What is refused comes first, on the town as it is. */
export function describeRole(role: Role): void {
  describe(`the role ${role}`, () => {
    let steps: Doorsteps;
    before(async () => {
      steps = await Doorsteps.open();
    });
    after(() => steps.close());

    it("is shown nothing outside its scope on the first page", async () => {
      if (["rules", "dpo", "operator"].includes(role)) return;
      const { status, text } = await steps.try(first, role, "out");
      expect(status).to.equal(200);
      const { requestId, vacancyId, designatedVacancyId, proposalId, designationId, agendaId } = steps.town;
      const links = [requestId, vacancyId, designatedVacancyId, proposalId, designationId, agendaId];
      for (const id of links) expect(text).not.to.contain(`/${id}"`);
    });

    for (const door of doors) {
      const standing = standingOf(role, door.access);
      if (standing === "never")
        it(`may not: ${door.side} ${door.name}`, async () => {
          isRefused(await steps.try(door, role), door, [403]);
        });
      if (standing === "scoped" && door.probe.scope === "things" && !door.probe.othersThings?.includes(role))
        it(`may not outside its scope: ${door.side} ${door.name}`, async () => {
          isRefused(await steps.try(door, role, "out"), door, [403, 404, ...(door.probe.alsoRefused ?? [])]);
        });
      if (door.probe.othersThings?.includes(role))
        it(`may not, for it belongs to others: ${door.side} ${door.name}`, async () => {
          isRefused(await steps.try(door, role), door, [403, 404]);
        });
      if (standing === "scoped" && door.probe.scope === "list" && !door.probe.othersThings?.includes(role))
        it(`is shown nothing outside its scope: ${door.side} ${door.name}`, async () => {
          const { status, text } = await steps.try(door, role, "out");
          expect(status).to.equal(200);
          for (const shown of door.probe.shows!(steps.town, role)) expect(text).not.to.contain(shown);
        });
    }

    for (const door of doors) {
      if (standingOf(role, door.access) === "never" || door.probe.othersThings?.includes(role)) continue;
      it(`may: ${door.side} ${door.name}`, async () => {
        const { status, text, location } = await steps.try(door, role);
        if (door.name !== "post /log-out") expect(location ?? "", "is let in").not.to.match(/^\/log-in/);
        if (!door.probe.alsoFine?.includes(status)) expect(status, wordsOf(text)).to.be.below(400);
        if (status === 200)
          for (const shown of door.probe.shows?.(steps.town, role) ?? []) expect(text).to.contain(shown);
      });
    }
  });
}
