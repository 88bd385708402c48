/**
 * Why each candidate of a stored proposal is where it is: from the facts as the run saw them, the rules as they were stored and what was kept
 * in the proposal, in a few milliseconds and without the other requests. Says what an explanation of the whole run would say.
 */
import { explainListed } from "../../domain/engine/listed-explanation.ts";
import { type Collection, factCatalogue, type Side } from "../../domain/facts/catalogue.ts";
import type { Explanation } from "../../domain/facts/explanation.ts";
import type { FactReader } from "../../domain/facts/fact-reader.ts";
import { FactTableBuilder, type ReferenceCollection } from "../../domain/facts/table/fact-table-builder.ts";
import type { FactRecord } from "../../domain/facts/table/side-builder.ts";
import { readerOfRows } from "../../domain/facts/table/table-reader.ts";
import type { RuleSet } from "../../domain/rules/rule-set.ts";
import type { KeptCandidate } from "../../domain/runs/run-record.ts";
import { dayNumberOf } from "../../domain/shared/dates.ts";
import { DomainError } from "../../domain/shared/domain-error.ts";
import { journeyPair, type Kind } from "../kinds.ts";
import type { Context, Stored } from "../ports.ts";
import { readAsOf, recordAsOf, recordNow } from "../records/read-as-of.ts";
import { ruleSetByDigest } from "../runs/run-rules.ts";

/** A stored proposal with the run it comes from and the rule set that governs it. */
export interface ProposalGround {
  readonly run: Stored<"run">;
  readonly ruleSet: RuleSet;
}

/** The run and the rules of a proposal, as they were stored. Throws: `not-found`. */
export async function groundOf(context: Context, proposal: Stored<"proposal">): Promise<ProposalGround> {
  const run = await recordNow(context, "run", proposal.document.runId);
  const { record, asOf } = run.document;
  const named = record?.ruleSets.find(({ id }) => id === proposal.document.proposed.ruleSetId);
  if (!named) throw new DomainError("not-found", { kind: "rule-files", id: proposal.document.proposed.ruleSetId });
  return { run, ruleSet: await ruleSetByDigest(context, named.digest, asOf) };
}

/**
 * The explanations of every candidate and next of a proposal, and of requests beside them, by request id. Throws: `erased` where the facts of one are
 * gone; `not-found` for one that the run did not know.
 */
export async function explainProposal(
  context: Context,
  proposal: Stored<"proposal">,
  beside: readonly string[] = [],
): Promise<ReadonlyMap<string, Explanation>> {
  const { proposed } = proposal.document;
  const { run, ruleSet } = await groundOf(context, proposal);
  const { snapshotSequence, asOf, record } = run.document;
  const requestIds = [...[...proposed.candidates, ...proposed.next].map(({ requestId }) => requestId), ...beside];
  const facts = await readPairs(context, proposed.vacancyId, requestIds, { asOf, sequence: snapshotSequence });
  const explainedWith = (journeys: Journeys) => {
    const readerOf = (requestId: string) => facts.readerOf(requestId, journeys);
    const snapshotDigest = record!.snapshotDigest;
    return explainListed(proposed, { ruleSet, catalogue: factCatalogue, snapshotDigest, readerOf }, beside);
  };
  // Which journeys count is known once the rules have asked for them: a first pass asks, a second one answers.
  const asked = new Set<string>();
  const first = explainedWith((pair) => {
    asked.add(pair);
    return undefined;
  });
  const minutes = await journeysAsOf(context, asked, snapshotSequence);
  return minutes.size === 0 ? first : explainedWith((pair) => minutes.get(pair));
}

/** Explanations of those whose facts are still there, and of requests beside them. */
export async function explainReadable(
  context: Context,
  proposal: Stored<"proposal">,
  requests: ReadonlyMap<string, Stored<"request">>,
  beside: readonly string[] = [],
): Promise<ReadonlyMap<string, Explanation>> {
  const { proposed } = proposal.document;
  const isThere = ({ requestId }: KeptCandidate) => requests.get(requestId)?.document.facts !== undefined;
  const [candidates, next] = [proposed.candidates.filter(isThere), proposed.next.filter(isThere)];
  const document = { ...proposal.document, proposed: { ...proposed, candidates, next } };
  return explainProposal(context, { ...proposal, document }, beside);
}

/** The facts of one pair as they stood at a sequence, without imported journeys. Throws: `not-found`; `erased`. */
export async function readPair(
  context: Context,
  { vacancyId, requestId }: { readonly vacancyId: string; readonly requestId: string },
  at: { readonly asOf: string; readonly sequence: number },
): Promise<FactReader> {
  const pairs = await readPairs(context, vacancyId, [requestId], at);
  return pairs.readerOf(requestId, () => undefined);
}

/** Minutes of a journey by its pair of communes. */
type Journeys = (pair: string) => number | undefined;

/** A vacancy and some requests as a run saw them. */
interface PairFacts {
  readerOf(requestId: string, journeys: Journeys): FactReader;
}

async function readPairs(
  context: Context,
  vacancyId: string,
  requestIds: readonly string[],
  { asOf, sequence }: { readonly asOf: string; readonly sequence: number },
): Promise<PairFacts> {
  const builder = new FactTableBuilder(factCatalogue, dayNumberOf(asOf)!);
  const vacancy = await recordAsOf(context, "vacancy", vacancyId, sequence);
  const requests = await Promise.all(
    [...new Set(requestIds)].map(async (id) => factsOf(await recordAsOf(context, "request", id, sequence))),
  );
  const references = new References(context, sequence, builder);
  await references.follow("vacancy", vacancy.document.facts);
  for (const request of requests) await references.follow("request", request);
  builder.addVacancy(vacancy.document.facts);
  for (const request of requests) builder.addRequest(request);
  const table = builder.build();
  return {
    readerOf(requestId, journeys) {
      const reader = readerOfRows(table, 0, table.requestRow(requestId)!);
      return { ...reader, travelMinutes: (from, to) => journeys(journeyPair(from, to)) };
    },
  };
}

function factsOf({ id, document }: Stored<"request">): FactRecord {
  if (!document.facts) throw new DomainError("erased", { kind: "request", id });
  return document.facts;
}

/** Where the records of a collection are stored. */
const kindOf = {
  landlords: "landlord",
  agreements: "agreement",
  rights: "right",
  dwellings: "dwelling",
  employers: "employer",
} as const satisfies Record<ReferenceCollection, Kind>;
type ReferenceKind = (typeof kindOf)[ReferenceCollection];

/** The records that rows lead to, step by step as the catalogue says; each is read once. */
class References {
  readonly #context: Context;
  readonly #sequence: number;
  readonly #builder: FactTableBuilder;
  readonly #records = new Map<string, FactRecord | undefined>();

  constructor(context: Context, sequence: number, builder: FactTableBuilder) {
    this.#context = context;
    this.#sequence = sequence;
    this.#builder = builder;
  }

  async follow(side: Side, from: FactRecord): Promise<void> {
    for (const { steps } of factCatalogue.namespaces.filter((namespace) => namespace.side === side)) {
      let record: FactRecord | undefined = from;
      for (const { collection, field } of steps) {
        const id: unknown = record?.[field];
        record = typeof id === "string" && isReference(collection) ? await this.#record(collection, id) : undefined;
      }
    }
  }

  async #record(collection: ReferenceCollection, id: string): Promise<FactRecord | undefined> {
    const key = `${collection} ${id}`;
    if (!this.#records.has(key)) {
      const stored = await readAsOf<ReferenceKind>(this.#context, kindOf[collection], id, this.#sequence);
      this.#records.set(key, stored?.document.facts);
      if (stored) this.#builder.addReference(collection, stored.document.facts);
    }
    return this.#records.get(key);
  }
}

function isReference(collection: Collection): collection is ReferenceCollection {
  return collection in kindOf;
}

async function journeysAsOf(
  context: Context,
  pairs: ReadonlySet<string>,
  sequence: number,
): Promise<ReadonlyMap<string, number>> {
  const minutes = new Map<string, number>();
  for (const pair of pairs) {
    const { records } = await context.store.list({ kind: "travel-time", by: "byPair", equals: [pair] });
    for (const { id } of records) {
      const journey = await readAsOf(context, "travel-time", id, sequence);
      if (journey) minutes.set(pair, journey.document.facts.minutes);
    }
  }
  return minutes;
}
