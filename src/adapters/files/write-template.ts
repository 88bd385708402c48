/**
 * Writes an example pool: every file with its header and one invented record, and a list of all columns.
 */
import { mkdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { CsvColumn } from "./csv/csv-cells.ts";
import { csvText, ownColumns } from "./csv/csv-writer.ts";
import { schemaAt } from "./csv/schema-at.ts";
import { type InputProblem, inputProblem } from "./input-problem.ts";
import { type PoolCollection, type PoolCollectionName, type PoolRecord, poolCollections } from "./pool-collections.ts";
import { reasonOf } from "./words.ts";

/** Persons for whom the example has columns; more may be added. */
const PERSONS_SHOWN = 8;

const examples: Readonly<Record<PoolCollectionName, PoolRecord>> = {
  landlords: { id: "invented-landlord", kind: "social", title: "Invented Habitat" },
  agreements: {
    id: "invented-agreement",
    landlordId: "invented-landlord",
    programme: "social-flow",
    departementCode: "02",
    designationDelayDays: 30,
    effectiveFrom: "2024-01-01",
  },
  rights: { id: "invented-right", agreementId: "invented-agreement", mode: "flow", validFrom: "2024-01-01" },
  dwellings: {
    id: "invented-dwelling",
    address: "1 rue Inventée",
    communeCode: "02408",
    communeTitle: "Laon",
    departementCode: "02",
    position: { latitude: 49.5639, longitude: 3.6244 },
    rooms: 3,
    areaSquareMetres: 64,
    funding: "plus",
    rentCentsPerMonth: 48_000,
    chargesCentsPerMonth: 9_000,
  },
  employers: {
    id: "invented-employer",
    title: "Invented SARL",
    sector: "private-non-agricultural",
    employees: 120,
    isContributing: true,
  },
  vacancies: {
    id: "invented-vacancy",
    dwellingId: "invented-dwelling",
    rightId: "invented-right",
    availableOn: "2026-12-15",
    declaredOn: "2026-11-16",
    designateBy: "2026-12-16",
  },
  requests: {
    id: "invented-request",
    employerId: "invented-employer",
    kind: "first-request",
    filedOn: "2025-09-01",
    validUntil: "2027-09-01",
    hasUniqueNumber: true,
    hasEmployerConsent: true,
    wishedCommunes: ["02408", "02691"],
    searchRadiusMetres: 20_000,
    rentLimitCentsPerMonth: 65_000,
    provenPriorities: [],
    validatedProofs: ["identity", "tax-notice"],
    household: {
      persons: [
        { role: "applicant", bornOn: "1994-05-17" },
        { role: "dependant", bornOn: "2021-03-02" },
      ],
      referenceIncomeCentsPerYear: 2_150_000,
      resourcesCentsPerMonth: 198_000,
      isStayLawful: true,
    },
    job: {
      contract: "permanent",
      event: "new-hire",
      startsOn: "2026-10-01",
      workplaceCommuneCode: "02408",
      workplacePosition: { latitude: 49.5731, longitude: 3.6149 },
    },
  },
  ledger: { targetId: "invented-target", territory: "02", year: 2026, lettings: 40, counted: 9 },
  pins: { vacancyId: "invented-vacancy", requestId: "invented-request", kind: "live-offer" },
  struck: { vacancyId: "invented-vacancy", requestId: "invented-request", reason: "refused-by-candidate" },
  travelTimes: { fromCommuneCode: "02408", toCommuneCode: "02691", minutes: 41 },
};

/** Collections of which the example has the header alone: an invented entry would stand in the way of a first run. */
const headerOnly: readonly PoolCollectionName[] = ["ledger", "pins", "struck"];

function shownColumns(collection: PoolCollection): readonly CsvColumn[] {
  return ownColumns(collection).filter(({ path }) => {
    const member = path.at(-1)!;
    const isBeyond = path.some((step) => typeof step === "number" && step >= PERSONS_SHOWN);
    return !isBeyond && member !== "grid" && member !== "eastMetres" && member !== "northMetres";
  });
}

/** What was written, or why nothing was. */
export interface TemplateWriting {
  readonly written: readonly string[];
  readonly problems: readonly InputProblem[];
}

/** Writes the example pool into a folder. Nothing is overwritten: one file in the way and nothing is written. */
export async function writeTemplate(folder: string, asOf = "2026-11-23"): Promise<TemplateWriting> {
  const note = "Invented example: replace every record, then this note.";
  const contents = new Map<string, string>([["run.json", `${JSON.stringify({ asOf, note }, undefined, 2)}\n`]]);
  for (const collection of poolCollections) {
    const records = headerOnly.includes(collection.name) ? [] : [examples[collection.name]];
    contents.set(`${collection.file}.csv`, csvText(shownColumns(collection), records));
  }
  contents.set("COLUMNS.md", columnList());
  const problems: InputProblem[] = [];
  for (const file of contents.keys()) {
    const exists = await stat(join(folder, file)).then(
      () => true,
      () => false,
    );
    if (exists) problems.push(inputProblem({ file }, "template-in-the-way"));
  }
  if (problems.length > 0) return { written: [], problems };
  try {
    await mkdir(folder, { recursive: true });
    for (const [file, content] of contents) await writeFile(join(folder, file), content, { flag: "wx" });
  } catch (error) {
    return { written: [], problems: [inputProblem({ file: folder }, "not-written", { reason: reasonOf(error) })] };
  }
  return { written: [...contents.keys()], problems: [] };
}

/** Every column of every file, with what it means and what may stand in it. */
function columnList(): string {
  const lines = [
    "# Columns",
    "",
    "One row per record. An empty cell is an absent fact: unknown, never no. Columns may be left out or put in another order; * marks those that must be there.",
    "A list is separated by spaces or |, and a lone | is the empty list: known to hold nothing. Money is in whole cents, days are written 2026-11-23.",
    "A place is given as latitude and longitude in degrees, or as grid, eastMetres and northMetres.",
  ];
  for (const collection of poolCollections) {
    lines.push("", `## ${collection.file}.csv`, "", "| column | meaning | allowed |", "|---|---|---|");
    for (const column of shownColumns(collection)) {
      const { description, allowed } = schemaAt(collection, column);
      lines.push(`| ${column.name}${column.isRequired ? " *" : ""} | ${description} | ${allowed} |`);
    }
  }
  return `${lines.join("\n")}\n`;
}
