/**
 * Rows of an employer's file on their way into the store. A row is known again by the employer's own reference, otherwise by its names and day of
 * birth within the employer; it then tells that request anew. A new one that may be of a household with a request already waits for a person.
 */
import type { Actor } from "../../domain/access/actor.ts";
import type { Request } from "../../domain/facts/request.ts";
import { sinceUseCases } from "../../domain/imports/imported-request.ts";
import {
  contentsOfRow,
  countProblems,
  dayProblems,
  factsOfRow,
  frenchDay,
  type RequestRow,
} from "../../domain/imports/request-row.ts";
import { rowVerdict } from "../../domain/imports/row-verdict.ts";
import type { PersonContents } from "../../domain/persons/person.ts";
import { daysOfSubmission } from "../../domain/requests/request-days.ts";
import { foundBy, householdProblems, reservedFactProblems } from "../../domain/requests/request-facts.ts";
import { liveRequestStates } from "../../domain/requests/transitions.ts";
import { canonicalJson } from "../../domain/shared/digest.ts";
import { create, type PersonKey, replace, type Write } from "../commit.ts";
import { newPerson, openContents, personDocument, personTokens } from "../persons/person-keys.ts";
import type { ImportProblemCode, RequestSource, SourceRow } from "../pool-source.ts";
import type { Context, Stored } from "../ports.ts";
import { type EmployerOptions, EmployersOfRows } from "./employers-of-rows.ts";
import { type FoundRequests, RequestFinder } from "./request-finder.ts";

/** How rows are taken. */
export interface IntakeOptions extends EmployerOptions {
  readonly goodRowsOnly: boolean;
  /** True where nothing is kept: then nothing is sealed either. */
  readonly isCheck: boolean;
}

/** Waiting lines that are named. */
const LINES_NAMED = 200;

type Tokens = ReturnType<typeof personTokens>;

/** A row that reads well, with what it is found by. */
interface RowAsked {
  readonly row: SourceRow;
  readonly cells: RequestRow;
  readonly employerId: string | undefined;
  readonly tokens: Tokens;
}

/** One import of requests. */
export class RequestIntake {
  /** Thrown when nothing is to be kept. */
  readonly refusal = new Error("the file is refused");
  readonly counts = { created: 0, amended: 0, unchanged: 0, refused: 0, waiting: 0 };
  readonly waitingLines: number[] = [];
  readonly #context: Context;
  readonly #actor: Actor;
  readonly #source: RequestSource;
  readonly #options: IntakeOptions;
  readonly #employers: EmployersOfRows;
  readonly #finder: RequestFinder;
  /** Rows of this file by token. */
  readonly #inFile = new Map<string, { readonly line: number; readonly hasReference: boolean }>();
  readonly #today: string;
  readonly #at: string;

  constructor(context: Context, actor: Actor, source: RequestSource, options: IntakeOptions) {
    this.#context = context;
    this.#actor = actor;
    this.#source = source;
    this.#options = options;
    this.#employers = new EmployersOfRows(context.store, actor, options);
    this.#finder = new RequestFinder(context.store);
    this.#today = context.clock.today();
    this.#at = context.clock.now();
  }

  /** What is to be written for all good rows, whatever is wrong with others. */
  async *writes(): AsyncIterable<readonly Write[]> {
    for await (const { rows, unreadable } of this.#source.rows()) {
      this.counts.refused += unreadable;
      await this.#employers.lookUp(rows);
      const asked = rows.flatMap((row) => this.#ask(row) ?? []);
      const found = await this.#finder.find(asked);
      yield asked.flatMap((one, place) => this.#take(one, found[place]!));
    }
  }

  /** The same, as long as the file is kept. Throws: `refusal` at the end, when every problem was found. */
  async *writesOrRefusal(): AsyncIterable<readonly Write[]> {
    for await (const writes of this.writes()) if (!this.#isRefused()) yield writes;
    if (this.#isRefused()) throw this.refusal;
  }

  #isRefused(): boolean {
    return this.#source.isBroken || (!this.#options.goodRowsOnly && this.#source.problemCount > 0);
  }

  /** A row that can be looked for; undefined, and refused, for one that is wrong in itself. */
  #ask(row: SourceRow): RowAsked | undefined {
    const cells = row.facts;
    const before = this.#source.problemCount;
    for (const { column, sent, given } of countProblems(cells))
      this.#report(row, column, "count-below", { sent, given });
    const employer = this.#employers.of(cells.employerId);
    if ("code" in employer) this.#report(row, "employerId", employer.code, employer.values);
    const employerId = "code" in employer ? undefined : employer.employerId;
    const tokens = this.#tokensOf(cells, employerId);
    const isNamed = typeof cells.familyName === "string" && typeof cells.givenNames === "string";
    if (row.isGood && isNamed && tokens.reference === undefined && tokens.name === undefined)
      this.#report(row, "applicantBornOn", "row-unrecognisable", {});
    const earlier = row.isGood ? this.#earlierInFile(tokens) : undefined;
    if (earlier !== undefined) this.#report(row, "reference", "row-twice", { first: earlier });
    if (!row.isGood || !isNamed || this.#source.problemCount > before) return this.#refuse();
    this.#remember(row, tokens);
    return { row, cells, employerId, tokens };
  }

  #tokensOf(cells: RequestRow, employerId: string | undefined): Tokens {
    const { familyName, givenNames, reference, applicantBornOn } = cells;
    if (typeof familyName !== "string" || typeof givenNames !== "string") return {};
    const contents = { familyName, givenNames, ...(typeof reference === "string" ? { reference } : {}) };
    const bornOn = typeof applicantBornOn === "string" ? applicantBornOn : undefined;
    return personTokens(this.#context.sealing, contents, { bornOn, employerId });
  }

  /** The line of an earlier row that is the same one: of the same reference, or of the same person where one of the two has none. */
  #earlierInFile({ reference, name }: Tokens): number | undefined {
    const byReference = reference === undefined ? undefined : this.#inFile.get(reference);
    if (byReference) return byReference.line;
    const byName = name === undefined ? undefined : this.#inFile.get(name);
    return byName && (reference === undefined || !byName.hasReference) ? byName.line : undefined;
  }

  #remember(row: SourceRow, { reference, name }: Tokens): void {
    const seen = { line: lineOf(row), hasReference: reference !== undefined };
    for (const token of [reference, name])
      if (token !== undefined && !this.#inFile.has(token)) this.#inFile.set(token, seen);
  }

  #take(asked: RowAsked, found: FoundRequests): readonly Write[] {
    const { own } = found;
    const isLive = own && isOpenState(own.request);
    if (own && (isLive || !this.#isLater(asked, own.request))) return this.#takeKnown(asked, own);
    return this.#takeNew(asked, found);
  }

  /** True where a row tells of a filing after the one that is over: a new request of the same person. */
  #isLater({ cells }: RowAsked, { document }: Stored<"request">): boolean {
    const { filedOn } = cells;
    return typeof filedOn === "string" && document.facts !== undefined && filedOn > document.facts.filedOn;
  }

  #takeNew(asked: RowAsked, { others }: FoundRequests): readonly Write[] {
    const { row, cells, employerId, tokens } = asked;
    const facts = factsOfRow({
      row: cells,
      columns: this.#source.columns,
      before: undefined,
      id: this.#context.ids.newId(),
      employerId,
      today: this.#today,
    });
    if (this.#contradicts(row, facts, true)) return this.#refuse() ?? [];
    const earlier = tokens.name === undefined ? undefined : this.#inFile.get(tokens.name);
    const isWaiting = others.length > 0 || (earlier !== undefined && earlier.line !== lineOf(row));
    this.counts.created++;
    if (isWaiting) this.#waits(row);
    if (this.#options.isCheck) return [];
    const contents = contentsOfRow(cells, this.#source.columns, undefined);
    const { personId, key, writes } = newPerson(this.#context, contents, foundBy(facts));
    const document = {
      state: isWaiting ? "submitted" : "active",
      personId,
      submittedBy: this.#actor.id,
      submittedAt: this.#at,
      facts,
    } as const;
    return [...writes, create("request", facts.id, document, key)];
  }

  #waits(row: SourceRow): void {
    this.counts.waiting++;
    if (this.waitingLines.length < LINES_NAMED) this.waitingLines.push(lineOf(row));
  }

  #takeKnown(asked: RowAsked, own: NonNullable<FoundRequests["own"]>): readonly Write[] {
    const { row, cells, employerId } = asked;
    const { request, person, wrapped } = own;
    const { columns } = this.#source;
    const before = request.document.facts;
    if (!before || wrapped === undefined) return this.#refuseWith(row, "record-erased", { id: request.id }) ?? [];
    const facts = sinceUseCases(
      request.document,
      factsOfRow({
        row: cells,
        columns,
        before,
        id: request.id,
        employerId: employerId ?? before.employerId,
        today: this.#today,
      }),
    );
    const verdict = rowVerdict("request", request.document, facts);
    const key = { personId: person.id, wrapped };
    const renamed = this.#renamed(cells, person, key, facts);
    if (verdict === "unchanged" && (!renamed || !isOpenState(request))) {
      this.counts.unchanged++;
      return [];
    }
    if (verdict === "ended")
      return (
        this.#refuseWith(row, "request-over", { state: request.document.state, filedOn: frenchDay(before.filedOn) }) ??
        []
      );
    if (this.#changesWhatIsFixed(row, before, facts, request.document.state)) return this.#refuse() ?? [];
    this.counts.amended++;
    return [
      ...(verdict === "changed" ? [replace(request, { ...request.document, facts }, key)] : []),
      ...(renamed ? [renamed] : []),
    ];
  }

  /** True where a request that was handed in is told anew in what only others change, or in what cannot be; each is reported. */
  #changesWhatIsFixed(row: SourceRow, before: Request, facts: Request, state: string): boolean {
    const { isSecretary } = this.#options;
    const fixed = state === "draft" ? [] : reservedFactProblems({ facts, before, isSecretary });
    for (const { values } of fixed) {
      const field = values.field as keyof Request;
      const shown = (value: unknown) => (/^\d{4}-/.test(String(value)) ? frenchDay(String(value)) : String(value));
      this.#report(row, field, "fixed-since-handed-in", { sent: shown(facts[field]), stored: shown(before[field]) });
    }
    return this.#contradicts(row, facts, state === "draft") || fixed.length > 0;
  }

  /** True where days of the row cannot be, or its household; each is reported at its column. */
  #contradicts(row: SourceRow, facts: Request, isNew: boolean): boolean {
    const days = dayProblems(row.facts, facts, this.#today, isNew);
    for (const { column, code, sent } of days) this.#report(row, column, code, { sent });
    if (days.length > 0) return true;
    const others = [
      ...(isNew ? daysOfSubmission(facts.id, facts, this.#today) : []),
      ...householdProblems(facts, this.#today),
    ];
    for (const { values } of others)
      this.#report(row, String(values.field ?? ""), "not-allowed", {
        sent: values.sent ?? "",
        allowed: values.allowed ?? "",
        hint: "",
      });
    return others.length > 0;
  }

  /** The person with the names and contacts of the row; undefined where they are the same. */
  #renamed(cells: RequestRow, person: Stored<"person">, key: PersonKey, facts: Request): Write | undefined {
    const { sealing } = this.#context;
    const { sealed, tokens = {} } = person.document;
    const stored = sealed === undefined ? undefined : openContents(sealing, key, sealed);
    const contents: PersonContents = contentsOfRow(cells, this.#source.columns, stored);
    const document = personDocument(sealing, key, contents, foundBy(facts));
    const isSame =
      stored !== undefined &&
      canonicalJson(stored) === canonicalJson(contents) &&
      canonicalJson(tokens) === canonicalJson(document.tokens ?? {});
    return isSame ? undefined : replace(person, document, key);
  }

  #refuse(): undefined {
    this.counts.refused++;
    return undefined;
  }

  #refuseWith(row: SourceRow, code: ImportProblemCode, values: Readonly<Record<string, string | number>>): undefined {
    this.#report(row, "reference", code, values);
    return this.#refuse();
  }

  #report(
    row: SourceRow,
    column: string,
    code: ImportProblemCode,
    values: Readonly<Record<string, string | number>>,
  ): void {
    const place = row.placeOf(`/${column}`) ?? row.placeOf("");
    if (place) this.#source.report(place, code, values);
  }
}

function isOpenState({ document }: Stored<"request">): boolean {
  return ["draft", ...liveRequestStates].some((state) => state === document.state);
}

function lineOf(row: SourceRow): number {
  return row.placeOf("")?.line ?? 0;
}
