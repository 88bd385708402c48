/**
 * The pool as a folder of files that the product imports: CSV or NDJSON, one file per collection.
 */
import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { csvText, ownColumns } from "../../src/adapters/files/csv/csv-writer.ts";
import { type PoolRecord, poolCollections } from "../../src/adapters/files/pool-collections.ts";
import type { PersonsColumn, PositionColumn, ScalarColumn, TextsColumn } from "../../src/domain/facts/fact-table.ts";
import { dayText } from "../../src/domain/shared/dates.ts";
import { idAt, POOL_DAY, type Pool, type PoolSize } from "./pool.ts";
import { cacheFolder, ensurePool, loadPool, poolPath } from "./pool-file.ts";

/** The text formats a pool is written in. */
export type TextFormat = "csv" | "ndjson";

const CHUNK = 5_000;
const PERSONS_SHOWN = 8;

/** Writes the pool of a size as a folder of files unless the cache holds it. */
export function ensureTextPool(size: PoolSize, format: TextFormat): string {
  const folder = join(cacheFolder, poolPath(size).split("/").at(-1)!.replace(".bin", `-${format}`));
  if (!existsSync(folder)) {
    rmSync(`${folder}.part`, { recursive: true, force: true });
    mkdirSync(`${folder}.part`, { recursive: true });
    writeTextPool(loadPool(ensurePool(size)), `${folder}.part`, format);
    renameSync(`${folder}.part`, folder);
  }
  return folder;
}

function writeTextPool(pool: Pool, folder: string, format: TextFormat): void {
  const records = recordsOf(pool);
  for (const collection of poolCollections) {
    const source = records[collection.name];
    if (!source) continue;
    const file = openSync(join(folder, `${collection.file}.${format}`), "w");
    const columns = usedColumns(collection.name, source.slice(0, CHUNK));
    for (let from = 0; from < source.count; from += CHUNK) {
      const chunk = source.slice(from, Math.min(source.count, from + CHUNK));
      const text = csvText(columns, chunk);
      if (format === "ndjson") writeSync(file, chunk.map((record) => `${JSON.stringify(record)}\n`).join(""));
      else writeSync(file, from === 0 ? text : text.slice(text.indexOf("\n") + 1));
    }
    closeSync(file);
  }
  writeFileSync(join(folder, "run.json"), `${JSON.stringify({ asOf: POOL_DAY, note: "invented" })}\n`);
}

/** Columns that some record fills; persons get eight. */
function usedColumns(name: string, records: readonly PoolRecord[]) {
  const own = ownColumns(poolCollections.find((collection) => collection.name === name)!);
  return own.filter((column) => {
    const place = column.path.find((step) => typeof step === "number");
    if (place !== undefined) return place < PERSONS_SHOWN && column.path.at(-1) !== "hasDisabilityCard";
    return records.some((record) => {
      let value: unknown = record;
      for (const step of column.path) value = (value as Record<string, unknown> | undefined)?.[step as string];
      return value !== undefined;
    });
  });
}

interface RecordSource {
  readonly count: number;
  slice(from: number, to: number): PoolRecord[];
}

function recordsOf(pool: Pool): Partial<Record<string, RecordSource>> {
  const values = (name: string) => (pool.columns.get(name) as ScalarColumn).values;
  const present = (value: number | undefined) => (value === undefined || value < 0 ? undefined : value);
  const text = (name: string, row: number) => {
    const code = present(values(name)[row]);
    return code === undefined ? undefined : pool.texts[code];
  };
  const whether = (name: string, row: number) => {
    const value = present(values(name)[row]);
    return value === undefined ? undefined : value === 1;
  };
  const position = (name: string, row: number) => {
    const { east, north } = pool.columns.get(name) as PositionColumn;
    return { grid: "lambert-93", eastMetres: east[row], northMetres: north[row] };
  };
  const texts = (name: string, row: number) => {
    const { offsets, codes, absent } = pool.columns.get(name) as TextsColumn;
    if (absent[row] === 1) return undefined;
    return Array.from(codes.subarray(offsets[row]!, offsets[row + 1]!), (code) => pool.texts[code]);
  };
  const persons = pool.columns.get("household.persons") as PersonsColumn;
  const source = (count: number, record: (row: number) => PoolRecord): RecordSource => ({
    count,
    slice: (from, to) => Array.from({ length: Math.min(count, to) - from }, (_, i) => record(from + i)),
  });
  const employers: (PoolRecord | undefined)[] = [];
  for (let r = 0; r < pool.requestCount; r++) {
    const employer = pool.employerOf[r]!;
    if (employer < 0 || employers[employer]) continue;
    employers[employer] = {
      id: `e${employer}`,
      sector: "private-non-agricultural",
      employees: 100,
      isContributing: whether("employer.isContributing", r),
      group: text("employer.group", r),
    };
  }
  const known = employers.filter((employer) => employer !== undefined);
  return {
    landlords: source(2, (i) => ({ id: i === 0 ? "l-social" : "l-private", kind: i === 0 ? "social" : "private" })),
    agreements: source(pool.vacancyCount, (v) => ({
      id: `a${v}`,
      landlordId: `l-${text("landlord.kind", v)}`,
      programme: text("agreement.programme", v),
      employerGroup: text("agreement.employerGroup", v),
      effectiveFrom: "2024-01-01",
    })),
    rights: source(pool.vacancyCount, (v) => ({ id: `g${v}`, agreementId: `a${v}`, mode: "flow" })),
    dwellings: source(pool.vacancyCount, (v) => ({
      id: `d${v}`,
      communeCode: text("dwelling.communeCode", v),
      departementCode: text("dwelling.departementCode", v),
      position: position("dwelling.position", v),
      rooms: values("dwelling.rooms")[v],
      isAccessible: whether("dwelling.isAccessible", v),
      funding: text("dwelling.funding", v),
      rentCentsPerMonth: values("dwelling.rentCentsPerMonth")[v],
      chargesCentsPerMonth: values("dwelling.chargesCentsPerMonth")[v],
    })),
    employers: source(known.length, (i) => known[i]!),
    vacancies: source(pool.vacancyCount, (v) => ({
      id: idAt(pool.vacancyIds, v),
      dwellingId: `d${v}`,
      rightId: `g${v}`,
      availableOn: dayText(values("vacancy.availableOn")[v]!),
      designateBy: dayText(values("vacancy.designateBy")[v]!),
    })),
    requests: source(pool.requestCount, (r) => ({
      id: idAt(pool.requestIds, r),
      employerId: pool.employerOf[r]! < 0 ? undefined : `e${pool.employerOf[r]}`,
      kind: "first-request",
      filedOn: dayText(values("request.filedOn")[r]!),
      validUntil: dayText(values("request.validUntil")[r]!),
      hasLiveOffer: whether("request.hasLiveOffer", r),
      wishedCommunes: texts("request.wishedCommunes", r),
      acceptedDepartements: texts("request.acceptedDepartements", r),
      searchRadiusMetres: present(values("request.searchRadiusMetres")[r]),
      isDaloRecognised: whether("request.isDaloRecognised", r),
      provenPriorities: texts("request.provenPriorities", r),
      household: {
        persons: Array.from({ length: persons.offsets[r + 1]! - persons.offsets[r]! }, (_, i) => ({
          role: pool.texts[persons.fields[0]!.values[persons.offsets[r]! + i]!],
          bornOn: dayText(persons.fields[1]!.values[persons.offsets[r]! + i]!),
        })),
        referenceIncomeCentsPerYear: present(values("household.referenceIncomeCentsPerYear")[r]),
        needsAccessibleDwelling: whether("household.needsAccessibleDwelling", r),
      },
      job: {
        contract: text("job.contract", r),
        event: text("job.event", r),
        workplacePosition: position("job.workplacePosition", r),
      },
    })),
  };
}
