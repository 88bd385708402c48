import { expect } from "chai";
import { afterEvents } from "../../src/domain/engine/after-events.ts";
import type { Allocation } from "../../src/domain/engine/allocate.ts";
import { explain } from "../../src/domain/engine/explanation.ts";
import { whyNot } from "../../src/domain/engine/why-not.ts";
import type { Snapshot } from "../../src/domain/facts/snapshot.ts";
import type { RuleFiles } from "../../src/domain/rules/rule-files.ts";
import type { RuleSet } from "../../src/domain/rules/rule-set.ts";
import { type ReportInput, renderReport } from "../../src/report/report.ts";
import { compiled, demoRuleFiles, demoTown } from "../support/demo-town.ts";
import { allocated, inputOf, verified } from "../support/run.ts";

const voidElements = new Set(["meta", "link", "br", "col", "hr", "img", "input"]);

/** Tags that are opened and not closed in order; `path/` in SVG closes itself. */
function wrongNesting(page: string): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  const body = page.replace(/<style>[\s\S]*?<\/style>/, "<style></style>");
  for (const [, close, name, rest] of body.matchAll(/<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:"[^"]*"|[^">])*)>/g)) {
    if (voidElements.has(name!) || rest!.endsWith("/")) continue;
    if (close === "") open.push(name!);
    else if (open.pop() !== name) wrong.push(`</${name}>`);
  }
  return [...wrong, ...open];
}

/** The card of a vacancy. */
function cardOf(page: string, vacancyId: string): string {
  return page.split(`id="vacancy-${vacancyId}"`)[1]?.split("</article>")[0] ?? "";
}

describe("the report of a run", () => {
  let town: Snapshot;
  let ruleFiles: readonly RuleFiles[];
  let ruleSets: readonly RuleSet[];
  let allocation: Allocation;
  let input: Omit<ReportInput, "language">;
  let page: string;

  before(async () => {
    town = demoTown();
    ruleFiles = await demoRuleFiles();
    ruleSets = ruleFiles.map((files) => compiled(files));
    allocation = allocated(inputOf(town, ruleSets));
    const listed = new Set(allocation.result.proposals.flatMap((p) => p.candidates.map(({ requestId }) => requestId)));
    const { id } = town.requests.find((request) => !listed.has(request.id))!;
    const proposal = allocation.result.proposals.find(({ candidates }) => candidates.length > 0)!;
    const events = [
      {
        kind: "refused",
        vacancyId: proposal.vacancyId,
        requestId: proposal.candidates[0]!.requestId,
        reason: "refused-by-candidate",
      },
    ] as const;
    input = {
      allocation,
      snapshot: town,
      verification: verified(allocation),
      ruleFiles,
      buildings: [
        { id: "b", address: "rue du Cloître", dwellings: 7, reserved: 5, aidEuros: 459_470, worksEuros: 823_500 },
      ],
      stories: {
        refusal: {
          requestId: id,
          whyNot: whyNot(allocation, allocation.input.table.requestRow(id)!),
          smallestChange: { kind: "none" },
        },
        chain: { events, moves: afterEvents(allocated(inputOf(town, ruleSets)), events).moves },
      },
    };
    page = renderReport({ ...input, language: "fr" });
  });

  it("has one card for every vacancy, and every candidate on it", () => {
    for (const { vacancyId, candidates, next } of allocation.result.proposals) {
      const card = page.split(`id="vacancy-${vacancyId}"`)[1]?.split("</article>")[0];
      expect(card, vacancyId).to.be.a("string");
      for (const { requestId } of [...candidates, ...next]) expect(card).to.contain(requestId);
      for (const { points } of candidates) expect(card).to.contain(`<p class="total">${points}</p>`);
    }
  });

  it("says by which criteria a candidate is ahead of the one after it, and the figures add up to the difference", () => {
    const english = renderReport({ ...input, language: "en" });
    const { table } = allocation.input;
    const pointsOf = (vacancyId: string, requestId: string) =>
      new Map(
        explain(allocation, table.vacancyRow(vacancyId)!, table.requestRow(requestId)!).headings.flatMap(
          ({ criteria }) => criteria.map(({ title, points }) => [title.en, points] as const),
        ),
      );
    let checked = 0;
    for (const { vacancyId, candidates, next } of allocation.result.proposals) {
      const card = cardOf(english, vacancyId);
      const said = [...card.matchAll(/(\d+) points? ahead of ([^,<]+), by ([^<]*)\./g)];
      const apart = candidates.flatMap((candidate, i) => {
        const after = [...candidates, ...next][i + 1];
        const isApart =
          after !== undefined &&
          (candidate.priorityClass ?? 0) === (after.priorityClass ?? 0) &&
          candidate.points !== after.points;
        return isApart ? [{ candidate, after }] : [];
      });
      expect(said.map(([, points, other]) => `${points} ${other}`)).to.deep.equal(
        apart.map(({ candidate, after }) => `${candidate.points - after.points} ${after.requestId}`),
      );
      apart.forEach(({ candidate, after }, i) => {
        const [own, others] = [candidate, after].map(({ requestId }) => pointsOf(vacancyId, requestId));
        const more = [...own!]
          .map(([title, points]) => ({ title, points: points - others!.get(title)! }))
          .filter(({ points }) => points > 0)
          .sort((a, b) => b.points - a.points)
          .slice(0, 2);
        const parts = [...said[i]![3]!.matchAll(/(?:^|, )(.*?) \(([+−]\d+)\)/g)].map(([, title, points]) => ({
          title: title!,
          points: Number(points!.replace("−", "-")),
        }));
        expect(parts.filter(({ title }) => title !== "the rest")).to.deep.equal(more);
        expect(parts.reduce((sum, { points }) => sum + points, 0)).to.equal(candidate.points - after.points);
        checked++;
      });
    }
    expect(checked).to.be.above(10);
    expect(english).to.not.match(/>Without |\. Without “/);
  });

  it("says the place in the order where others before are proposed where they prefer", () => {
    const english = renderReport({ ...input, language: "en" });
    const { lists, pairs, state } = allocation;
    const { table } = allocation.input;
    let checked = 0;
    for (const { vacancyId, candidates } of allocation.result.proposals) {
      const vacancy = table.vacancyRow(vacancyId)!;
      const rows = Array.from({ length: table.requestCount }, (_, row) => row).filter((row) => pairs.has(vacancy, row));
      const expected = candidates.flatMap(({ requestId }, i) => {
        const row = table.requestRow(requestId)!;
        const before = rows.filter((other) => other !== row && lists.compare(vacancy, other, row) < 0);
        const elsewhere = before.filter((other) => !state.standsOn(other, vacancy));
        for (const other of elsewhere) {
          expect(state.standingsOf(other)).to.not.be.empty;
          expect(state.wants(other, vacancy)).to.equal(false);
        }
        if (elsewhere.length === 0) return [];
        checked++;
        const count = elsewhere.length;
        const who = i > 0 ? `of those before, ${count}` : count === 1 ? "the one before" : `the ${count} before`;
        const are = count === 1 ? "is proposed where it prefers" : "are proposed where they prefer";
        return [`Number ${before.length + 1} of ${rows.length} in the order; ${who} ${are}.`];
      });
      expect(cardOf(english, vacancyId).match(/Number \d+ of \d+ in the order; [^<]*/g) ?? []).to.deep.equal(expected);
    }
    expect(checked).to.be.above(5);
  });

  it("says of each of the next where it is proposed now and would leave", () => {
    const english = renderReport({ ...input, language: "en" });
    let leaving = 0;
    for (const { vacancyId, next } of allocation.result.proposals) {
      const expected = next.map(({ requestId }) => {
        const held = allocation.result.proposals.filter(({ candidates }) =>
          candidates.some((candidate) => candidate.requestId === requestId),
        );
        leaving += held.length;
        return held.length === 0
          ? "Proposed nowhere for now."
          : `Now proposed for ${held[0]!.vacancyId}, would leave it.`;
      });
      const said = cardOf(english, vacancyId).match(/Proposed nowhere for now\.|Now proposed for [^<]*/g) ?? [];
      expect(said).to.deep.equal(expected);
    }
    expect(leaving).to.be.above(5);
  });

  it("says which list one of the next would leave where it stands on several, and none where it has one free", () => {
    const twoLists = allocated(
      inputOf(
        town,
        ruleSets.map((ruleSet) => ({ ...ruleSet, assignment: { ...ruleSet.assignment, listsPerRequest: 2 } })),
      ),
    );
    const english = renderReport({
      allocation: twoLists,
      snapshot: town,
      verification: verified(twoLists),
      language: "en",
    });
    const { state, input: run } = twoLists;
    const kinds = new Set<string>();
    for (const { vacancyId, next } of twoLists.result.proposals) {
      const expected = next.map(({ requestId }) => {
        const row = run.table.requestRow(requestId)!;
        const held = Array.from(state.standingsOf(row), (vacancy) => run.table.vacancyId(vacancy));
        if (held.length === 0) return "Proposed nowhere for now.";
        kinds.add(held.length === 1 ? "one" : "two");
        if (held.length === 1) return `Now proposed for ${held[0]}, with a list still free.`;
        return `Now proposed for ${held.join(", ")}; would leave ${run.table.vacancyId(state.worstStanding(row))}.`;
      });
      const said = cardOf(english, vacancyId).match(/Proposed nowhere for now\.|Now proposed for [^<]*/g) ?? [];
      expect(said).to.deep.equal(expected);
    }
    expect([...kinds]).to.have.members(["one", "two"]);
  });

  it("loads nothing: no script, no resource, no link but to its own places and to legal sources", () => {
    expect(page).to.not.match(/<(script|link|img|iframe|object|embed|base|form)\b/i);
    expect(page).to.not.match(/\ssrc=|@import|url\((?!"#|&quot;#)/i);
    const targets = [...page.matchAll(/\shref="([^"]*)"/g)].map(([, href]) => href!);
    const sources = new Set(
      JSON.stringify(ruleFiles)
        .match(/"url":"[^"]*"/g)!
        .map((url) => url.slice(7, -1)),
    );
    for (const target of targets.filter((href) => !href.startsWith("#"))) expect([...sources]).to.include(target);
    const ids = new Set([...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id!));
    for (const target of targets.filter((href) => href.startsWith("#"))) expect(ids).to.include(target.slice(1));
  });

  it("forbids by its own policy what it does not use", () => {
    expect(page).to.contain("default-src 'none'");
    expect(page).to.not.match(/\sstyle="/);
  });

  it("closes every element it opens, in order, and uses no id twice", () => {
    expect(wrongNesting(page)).to.deep.equal([]);
    expect(wrongNesting("<p><b></p></b>")).to.not.deep.equal([]);
    const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id!);
    expect(ids.length).to.equal(new Set(ids).size);
  });

  it("has one title, headings that skip no level, and a caption for every table", () => {
    const levels = [...page.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
    expect(levels.filter((level) => level === 1)).to.have.length(1);
    levels.forEach((level, i) => {
      if (i > 0) expect(level).to.be.at.most(levels[i - 1]! + 1);
    });
    expect(page.match(/<caption/g)!.length).to.equal(page.match(/<table/g)!.length);
    expect(page.match(/<th[ >]/g)!.length).to.equal(page.match(/<th [^>]*scope="/g)!.length);
  });

  it("is the same bytes for the same run, in whatever order the collections come", () => {
    expect(renderReport({ ...input, language: "fr" })).to.equal(page);
    const turned = Object.fromEntries(
      Object.entries(town).map(([name, value]) => [name, Array.isArray(value) ? [...value].reverse() : value]),
    ) as unknown as Snapshot;
    const again = allocated(inputOf(turned, ruleSets));
    const refusal = input.stories!.refusal!;
    const row = again.input.table.requestRow(refusal.requestId)!;
    const stories = { ...input.stories, refusal: { ...refusal, whyNot: whyNot(again, row) } };
    const other = { ...input, stories, allocation: again, snapshot: turned, verification: verified(again) };
    expect(renderReport({ ...other, language: "fr" })).to.equal(page);
  });

  it("tells the delays of an agreement in the unit it counts in", () => {
    const counting = (delays: object) => ({
      ...input,
      snapshot: {
        ...town,
        agreements: town.agreements.map(
          ({ designationDelayDays: _, designationDelayMonths: __, extensionDelayDays: ___, ...agreement }) => {
            const { extensionDelayMonths: ____, ...rest } = agreement;
            return { ...rest, ...delays };
          },
        ),
      },
    });
    const months = renderReport({
      ...counting({ designationDelayMonths: 1, extensionDelayMonths: 2 }),
      language: "en",
    });
    expect(months).to.contain("Designation delay of 1 month. Then 2 more months.");
    const days = renderReport({ ...counting({ designationDelayDays: 30, extensionDelayDays: 15 }), language: "fr" });
    expect(days).to.match(/Délai de désignation de 30\sjours\. Puis 15\sjours de plus\./);
    const drawn = (page: string) => [...page.matchAll(/<line class="second"/g)].length;
    expect(drawn(months), "the extension is drawn too").to.equal(drawn(days));
    expect(drawn(months)).to.be.greaterThan(0);
  });

  it("escapes texts of the snapshot", () => {
    const planted = '<script>alert("1")</script>';
    const dwellings = town.dwellings.map((dwelling) => ({ ...dwelling, address: planted, communeTitle: "<i>Laon" }));
    const landlords = town.landlords.map((landlord) => ({ ...landlord, title: `</td>${planted}` }));
    const snapshot = { ...town, dwellings, landlords, note: `${planted} invented` };
    const changed = allocated(inputOf(snapshot, ruleSets));
    const other = renderReport({
      ...input,
      allocation: changed,
      snapshot,
      verification: verified(changed),
      language: "fr",
    });
    expect(other).to.contain("&lt;script&gt;").and.to.not.contain("<script").and.to.not.contain("<i>");
    expect(wrongNesting(other)).to.deep.equal([]);
  });

  it("says every text in both languages, with no key and no placeholder left open", () => {
    for (const language of ["fr", "en"] as const) {
      const text = renderReport({ ...input, language }).replace(/<style>[\s\S]*?<\/style>/, "");
      expect(text).to.contain(`<html lang="${language}">`);
      expect(text).to.not.match(/report\.[a-z]|\{[a-zA-Z]+\}|undefined|NaN|\[object/);
      expect(text).to.not.contain(" | ");
    }
  });

  it("says first how many vacancies cannot wait, and lists those without enough candidates", () => {
    const urgent = (days: number) =>
      town.vacancies.filter(
        ({ designateBy }) => (Date.parse(designateBy) - Date.parse(town.asOf)) / 86_400_000 <= days,
      );
    const figure = (text: string) => Number(/<p class="figure"><b>(\d+)/.exec(text)![1]);
    expect(figure(page)).to.equal(urgent(7).length);
    expect(figure(renderReport({ ...input, language: "fr", daysToNextSitting: 20 }))).to.equal(urgent(20).length);
    const missing = allocation.result.proposals.filter((p) => p.candidates.length + p.pinned.length < p.places);
    expect(page.match(/class="notice is-risk"/g) ?? []).to.have.length(missing.length);
  });

  it("shows a violation and what it withholds", () => {
    const { proposals } = allocation.result;
    const at = proposals.findIndex(({ candidates }) => candidates.length > 0);
    const { candidates } = proposals[at]!;
    const wrong = [{ ...candidates[0]!, points: candidates[0]!.points + 1 }, ...candidates.slice(1)];
    const result = { ...allocation.result, proposals: proposals.with(at, { ...proposals[at]!, candidates: wrong }) };
    const verification = verified(allocation, result);
    expect(verification.withheld).to.include(proposals[at]!.vacancyId);
    const other = renderReport({ ...input, verification, language: "fr" });
    expect(other).to.contain("Retenu par la vérification");
    expect(other).to.contain("<b>P2</b>");
  });

  it("is whole too where there is nothing to propose, or nobody to propose", () => {
    for (const empty of [{ vacancies: [] }, { requests: [] }]) {
      const snapshot = { ...town, ...empty, pins: [], struck: [] };
      const changed = allocated(inputOf(snapshot, ruleSets));
      const { buildings, ruleFiles: files } = input;
      const parts = {
        allocation: changed,
        snapshot,
        verification: verified(changed),
        buildings: buildings!,
        ruleFiles: files!,
      };
      const other = renderReport({ ...parts, language: "fr" });
      expect(wrongNesting(other)).to.deep.equal([]);
      expect(other).to.not.match(/NaN|undefined|Infinity/);
    }
  });

  it("stays below a million and a half bytes for the demonstration", () => {
    expect(Buffer.byteLength(page)).to.be.below(1_500_000);
  });
});
