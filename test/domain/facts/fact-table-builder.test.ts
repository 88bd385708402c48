import { expect } from "chai";
import fc from "fast-check";
import { type FactCatalogue, type FactType, factCatalogue } from "../../../src/domain/facts/catalogue.ts";
import type { FactValue } from "../../../src/domain/facts/fact-reader.ts";
import { FactTableBuilder, tableOfSnapshot } from "../../../src/domain/facts/table/fact-table-builder.ts";
import { isOwnId } from "../../../src/domain/facts/table/held-table.ts";
import type { FactRecord } from "../../../src/domain/facts/table/side-builder.ts";
import { readerOfRows } from "../../../src/domain/facts/table/table-reader.ts";
import { dayNumberOf, dayText } from "../../../src/domain/shared/dates.ts";
import { compareText } from "../../../src/domain/shared/order.ts";
import { tries } from "../../support/effort.ts";
import { arbitraryOfType, arbitrarySnapshot } from "../../support/fact-arbitraries.ts";

type Records = Record<string, FactRecord[]>;

/** What a rule must read, taken from the records directly. */
function expectedValue(snapshot: Records, record: FactRecord, index: number): FactValue | undefined {
  const fact = factCatalogue.facts[index]!;
  const namespace = factCatalogue.namespaces.find(({ name }) => name === fact.namespace)!;
  let holder: FactRecord | undefined = record;
  for (const { field, collection } of namespace.steps) {
    holder = snapshot[collection]!.find(({ id }) => id === holder?.[field]);
  }
  let value: unknown = holder;
  for (const step of fact.path) value = (value as FactRecord | undefined)?.[step];
  return readable(value, fact.type);
}

function readable(value: unknown, type: FactType): FactValue | undefined {
  if (value === undefined) return undefined;
  if (type.kind === "day") return dayNumberOf(value as string)!;
  if (type.kind === "persons") {
    return (value as FactRecord[]).map((person) =>
      type.fields.map((field) => readable(person[field.name], field.type) as number | boolean | string | undefined),
    );
  }
  return value as FactValue;
}

describe("fact table builder", () => {
  it("gives back every fact of every record, and undefined for absent ones", () => {
    fc.assert(
      fc.property(arbitrarySnapshot({ complete: false }), (snapshot) => {
        const records = snapshot as unknown as Records;
        const table = tableOfSnapshot(snapshot, factCatalogue);
        expect(table.requestCount).to.equal(snapshot.requests.length);
        expect(table.vacancyCount).to.equal(snapshot.vacancies.length);
        for (const vacancy of snapshot.vacancies) {
          for (const request of snapshot.requests) {
            const reader = readerOfRows(table, table.vacancyRow(vacancy.id)!, table.requestRow(request.id)!);
            for (const fact of factCatalogue.facts) {
              const record = fact.side === "request" ? request : vacancy;
              expect(reader.fact(fact.index), fact.name).to.deep.equal(expectedValue(records, record, fact.index));
            }
          }
        }
      }),
      { numRuns: tries(25) },
    );
  });

  it("holds a present value of every declared fact", () => {
    const [snapshot] = fc.sample(arbitrarySnapshot({ complete: true }), { numRuns: 1, seed: 7 });
    const table = tableOfSnapshot(snapshot!, factCatalogue);
    for (const fact of factCatalogue.facts) {
      if (!isOwnId(fact, factCatalogue)) expect(table.column(fact.index), fact.name).to.not.equal(undefined);
      expect(readerOfRows(table, 0, 0).fact(fact.index), fact.name).to.not.equal(undefined);
    }
  });

  it("builds the same table whatever the order of the records", () => {
    fc.assert(
      fc.property(arbitrarySnapshot({ complete: false }), fc.infiniteStream(fc.nat()), (snapshot, numbers) => {
        const shuffled = structuredClone(snapshot) as unknown as Record<string, unknown>;
        for (const [name, records] of Object.entries(shuffled)) {
          if (!Array.isArray(records)) continue;
          const keyed = records.map((record: FactRecord) => {
            const members = Object.entries(record).map((member) => [numbers.next().value, member] as const);
            const mixed = members.sort((a, b) => a[0] - b[0]).map(([, member]) => member);
            return [numbers.next().value, Object.fromEntries(mixed)] as const;
          });
          shuffled[name] = keyed.sort((a, b) => a[0] - b[0]).map(([, record]) => record);
        }
        const table = tableOfSnapshot(snapshot, factCatalogue);
        const other = tableOfSnapshot(shuffled as unknown as typeof snapshot, factCatalogue);
        expect(visible(other.parts())).to.deep.equal(visible(table.parts()));
        expect(ids(table.requestCount, table.requestId)).to.deep.equal(
          snapshot.requests.map(({ id }) => id).sort(compareText),
        );
      }),
      { numRuns: tries(15) },
    );
  });

  it("costs nothing for a fact that no record holds", () => {
    const table = tableOfSnapshot(emptySnapshot(), factCatalogue);
    expect(factCatalogue.facts.filter((fact) => table.column(fact.index))).to.deep.equal([]);
    expect(table.requestRow("r1")).to.equal(undefined);
  });

  it("knows no fact by name: renamed facts give the same columns", () => {
    const [snapshot] = fc.sample(arbitrarySnapshot({ complete: true }), { numRuns: 1, seed: 11 });
    const isStructural = (name: string) => name === "id" || name.endsWith("Id");
    const rename = (name: string) => (isStructural(name) ? name : `x-${name}`);
    const renamed: FactCatalogue = {
      namespaces: factCatalogue.namespaces.map((space) => ({ ...space, within: space.within.map(rename) })),
      facts: factCatalogue.facts.map((fact) => ({
        ...fact,
        name: `${fact.namespace}.${rename(fact.path.at(-1)!)}`,
        path: fact.path.map(rename),
      })),
    };
    const renameRecord = (record: FactRecord, depth: number): FactRecord =>
      Object.fromEntries(
        Object.entries(record).map(([name, value]) => [
          rename(name),
          depth > 0 && (name === "household" || name === "job") ? renameRecord(value as FactRecord, 0) : value,
        ]),
      );
    const other = Object.fromEntries(
      Object.entries(snapshot!).map(([name, value]) => [
        name,
        Array.isArray(value) && name !== "travelTimes" ? value.map((record) => renameRecord(record, 1)) : value,
      ]),
    ) as unknown as typeof snapshot;
    const table = tableOfSnapshot(snapshot!, factCatalogue);
    expect(visible(tableOfSnapshot(other!, renamed).parts())).to.deep.equal(visible(table.parts()));
  });

  it("adds a request behind the others and leaves their rows and codes alone", () => {
    fc.assert(
      fc.property(arbitrarySnapshot({ complete: false }), (snapshot) => {
        const requests = snapshot.requests.map((request, index) => ({ ...request, id: `n${index}` }));
        const table = tableOfSnapshot(snapshot, factCatalogue);
        const whole = tableOfSnapshot({ ...snapshot, requests: [...snapshot.requests, ...requests] }, factCatalogue);
        const earlier = ids(table.requestCount, table.requestId);
        for (const request of requests) {
          const row = table.appendRequest(request);
          const inWhole = readerOfRows(whole, 0, whole.requestRow(request.id)!);
          for (const fact of factCatalogue.facts) {
            expect(readerOfRows(table, 0, row).fact(fact.index)).to.deep.equal(inWhole.fact(fact.index));
          }
        }
        expect(ids(earlier.length, table.requestId)).to.deep.equal(earlier);
        expect(table.requestCount).to.equal(whole.requestCount);
        for (const journey of snapshot.travelTimes ?? []) {
          const { fromCommuneCode: from, toCommuneCode: to } = journey;
          expect(readerOfRows(table, 0, 0).travelMinutes(from, to)).to.equal(
            readerOfRows(whole, 0, 0).travelMinutes(from, to),
          );
        }
      }),
      { numRuns: tries(12) },
    );
  });

  it("grows past its first capacity without losing a value", () => {
    const builder = new FactTableBuilder(factCatalogue, 20_000);
    for (let i = 999; i >= 0; i--) {
      builder.addRequest({
        id: `r${String(i).padStart(4, "0")}`,
        filedOn: dayText(19_000 + i),
        wishedCommunes: i % 3 === 0 ? undefined : [`${10_000 + i}`, `${20_000 + i}`],
        household: { persons: Array.from({ length: 1 + (i % 4) }, () => ({ role: "dependant", bornOn: dayText(i) })) },
      });
    }
    const table = builder.build();
    const index = (name: string) => factCatalogue.facts.find((fact) => fact.name === name)!.index;
    for (let i = 0; i < 1_000; i++) {
      const reader = readerOfRows(table, 0, i);
      expect(table.requestId(i)).to.equal(`r${String(i).padStart(4, "0")}`);
      expect(table.requestRow(table.requestId(i))).to.equal(i);
      expect(reader.fact(index("request.filedOn"))).to.equal(19_000 + i);
      expect(reader.fact(index("request.wishedCommunes"))).to.deep.equal(
        i % 3 === 0 ? undefined : [`${10_000 + i}`, `${20_000 + i}`],
      );
      expect(reader.fact(index("household.persons"))).to.have.length(1 + (i % 4));
    }
  });

  it("refuses an id used twice", () => {
    const builder = new FactTableBuilder(factCatalogue, 20_000);
    for (const id of ["b", "a", "b"]) builder.addRequest({ id });
    expect(() => builder.build()).to.throw("two requests have the id b");
  });

  it("has an arbitrary for every kind of fact", () => {
    for (const fact of factCatalogue.facts) expect(fc.sample(arbitraryOfType(fact.type), 1)[0]).to.not.equal(undefined);
  });
});

function ids(count: number, idOf: (row: number) => string): string[] {
  return Array.from({ length: count }, (_, row) => idOf(row));
}

function emptySnapshot() {
  const none = { landlords: [], agreements: [], rights: [], dwellings: [], vacancies: [], employers: [], requests: [] };
  return { format: "contingent-snapshot", schemaVersion: 1, asOf: "2026-11-23", ...none } as const;
}

/** The parts of a table as plain values. */
function visible(parts: object): unknown {
  return JSON.parse(
    JSON.stringify(parts, (_, value) => (ArrayBuffer.isView(value) ? Array.from(value as Int32Array) : value)),
  );
}
