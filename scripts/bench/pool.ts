/**
 * The pool of the benchmark: invented requests and vacancies in 300 employment areas, as columns named like the facts of the catalogue.
 * Seeded and integer; sizes S, M, L and XL differ in counts only. Every person in it is invented.
 */
import { ABSENT, type Column, type PositionColumn, type ScalarColumn } from "../../src/domain/facts/fact-table.ts";
import { dayNumberOf } from "../../src/domain/shared/dates.ts";
import { compareText } from "../../src/domain/shared/order.ts";
import { gazetteerOf } from "./gazetteer.ts";
import { type Random, randomOf } from "./random.ts";

/** The sizes of a pool. */
export type PoolSize = "XS" | "S" | "M" | "L" | "XL";

/** Counts of each size, and the pairs it was designed for (in thousands); XS serves the tests of the benchmark itself. */
export const poolSizes: Readonly<
  Record<PoolSize, { requests: number; vacancies: number; metThousands: number; eligibleThousands: number }>
> = {
  XS: { requests: 5_000, vacancies: 200, metThousands: 4, eligibleThousands: 1 },
  S: { requests: 100_000, vacancies: 2_000, metThousands: 840, eligibleThousands: 270 },
  M: { requests: 300_000, vacancies: 5_000, metThousands: 6_200, eligibleThousands: 2_000 },
  L: { requests: 1_000_000, vacancies: 10_000, metThousands: 42_000, eligibleThousands: 13_600 },
  XL: { requests: 3_000_000, vacancies: 20_000, metThousands: 252_000, eligibleThousands: 81_000 },
};

/** Characters of every id: a letter and ten hexadecimal digits. */
export const ID_WIDTH = 11;

/** A pool in memory. Invariant: rows stand in order of id; columns hold facts by their name in the catalogue. */
export interface Pool {
  readonly size: PoolSize;
  readonly asOf: number;
  readonly requestCount: number;
  readonly vacancyCount: number;
  readonly texts: readonly string[];
  /** Ids of all rows one after the other, ASCII, ID_WIDTH characters each. */
  readonly requestIds: Uint8Array;
  readonly vacancyIds: Uint8Array;
  /** Employer of each request, -1 for none; only the written-out snapshot needs it. */
  readonly employerOf: Int32Array;
  readonly columns: ReadonlyMap<string, Column>;
}

/** Reference day of the pool. */
export const POOL_DAY = "2026-11-23";
/** Seed of the tie-break in every part of the benchmark. */
export const POOL_SEED = "benchmark-2026-11-23";

const HOUSEHOLD_SIZES = [4_400, 6_850, 8_150, 9_150, 9_650, 9_870, 9_960, 10_000];
const ROOMS = [1_200, 3_700, 7_100, 9_200, 10_000];
const FUNDINGS: readonly (readonly [number, string, number])[] = [
  [2_500, "plai", 6_200],
  [7_500, "plus", 7_000],
  [9_500, "pls", 9_800],
  [10_000, "lli", 12_500],
];
const GROUPS = 12;
const PRIORITIES = ["poorly-housed", "violence", "no-housing", "eviction-threat"];
const CONTRACTS = ["permanent", "fixed-term", "temporary"];
const WORDS = [
  ...FUNDINGS.map(([, name]) => name),
  ...PRIORITIES,
  ...CONTRACTS,
  "apprenticeship",
  "transfer",
  "new-hire",
  "none",
  "applicant",
  "partner",
  "dependant",
  "bench",
  "bench-priority",
  "social",
  "private",
  "lambert-93",
];

/** Generates the pool of a size. Cost: about one second per million requests. */
export function generatePool(size: PoolSize): Pool {
  const { requests, vacancies } = poolSizes[size];
  const random = randomOf(20_261_123);
  const gazetteer = gazetteerOf(random);
  const places = gazetteer.communes.flatMap((commune) => [commune.code, commune.departement]);
  const groupNames = Array.from({ length: GROUPS }, (_, i) => `group-${i + 1}`);
  const texts = [...new Set([...places, ...groupNames, ...WORDS])].sort(compareText);
  const codes = new Map(texts.map((text, i) => [text, i]));
  const code = (text: string): number => codes.get(text)!;
  const communeCodes = gazetteer.communes.map((commune) => code(commune.code));
  const departementCodes = gazetteer.communes.map((commune) => code(commune.departement));
  const groups = groupNames.map(code);
  const asOf = dayNumberOf(POOL_DAY)!;
  const columns = new Map<string, Column>();
  const scalar = (name: string, count: number): Int32Array => {
    const values = new Int32Array(count).fill(ABSENT);
    columns.set(name, { kind: "scalar", values });
    return values;
  };
  const position = (name: string, count: number): PositionColumn => {
    const column: PositionColumn = {
      kind: "position",
      east: new Int32Array(count),
      north: new Int32Array(count),
      grid: new Int32Array(count).fill(code("lambert-93")),
    };
    columns.set(name, column);
    return column;
  };

  // Vacancies.
  const rooms = scalar("dwelling.rooms", vacancies);
  const funding = scalar("dwelling.funding", vacancies);
  const commune = scalar("dwelling.communeCode", vacancies);
  const departement = scalar("dwelling.departementCode", vacancies);
  const dwellingPosition = position("dwelling.position", vacancies);
  const isAccessible = scalar("dwelling.isAccessible", vacancies);
  const rent = scalar("dwelling.rentCentsPerMonth", vacancies);
  const charges = scalar("dwelling.chargesCentsPerMonth", vacancies);
  const programme = scalar("agreement.programme", vacancies);
  const employerGroup = scalar("agreement.employerGroup", vacancies);
  const kind = scalar("landlord.kind", vacancies);
  const designateBy = scalar("vacancy.designateBy", vacancies);
  const availableOn = scalar("vacancy.availableOn", vacancies);
  for (let v = 0; v < vacancies; v++) {
    const place = gazetteer.drawSupply(random);
    const drawnRooms = step(random, ROOMS) + 1;
    const share = random.below(10_000);
    const [, fundingName, centsPerUnit] = FUNDINGS.find(([to]) => share < to)!;
    rooms[v] = drawnRooms;
    funding[v] = code(fundingName);
    commune[v] = communeCodes[place]!;
    departement[v] = departementCodes[place]!;
    dwellingPosition.east[v] = gazetteer.communes[place]!.east + Math.floor(random.gaussian(1_200));
    dwellingPosition.north[v] = gazetteer.communes[place]!.north + Math.floor(random.gaussian(1_200));
    isAccessible[v] = random.chance(2_000) ? 1 : 0;
    rent[v] = Math.floor((centsPerUnit * (18 + 16 * drawnRooms) * (850 + random.below(300))) / 10_000);
    charges[v] = 3_000 + 1_500 * drawnRooms + random.below(2_000);
    programme[v] = code(random.chance(1_200) ? "bench-priority" : "bench");
    if (random.chance(600)) employerGroup[v] = groups[random.below(GROUPS)]!;
    kind[v] = code(random.chance(8_500) ? "social" : "private");
    availableOn[v] = asOf + random.below(90);
    designateBy[v] = asOf + random.below(40);
  }

  // Requests.
  const employers = Math.max(50, Math.floor(requests / 40));
  const employerContributes = new Uint8Array(employers).map(() => (random.chance(7_300) ? 1 : 0));
  const employerGroups = new Int32Array(employers).map(() =>
    random.chance(5_000) ? groups[random.below(GROUPS)]! : ABSENT,
  );
  const filedOn = scalar("request.filedOn", requests);
  const validUntil = scalar("request.validUntil", requests);
  const hasLiveOffer = scalar("request.hasLiveOffer", requests);
  const radius = scalar("request.searchRadiusMetres", requests);
  const isDalo = scalar("request.isDaloRecognised", requests);
  const income = scalar("household.referenceIncomeCentsPerYear", requests);
  const needsAccessible = scalar("household.needsAccessibleDwelling", requests);
  const event = scalar("job.event", requests);
  const contract = scalar("job.contract", requests);
  const workplace = position("job.workplacePosition", requests);
  const contributes = scalar("employer.isContributing", requests);
  const group = scalar("employer.group", requests);
  const wished = new TextsDraft(requests, 4);
  const departements = new TextsDraft(requests, 1);
  const priorities = new TextsDraft(requests, 1);
  const persons = new PersonsDraft(requests);
  const employerOf = new Int32Array(requests);
  const priorityCodes = PRIORITIES.map(code);
  const [applicant, partner, dependant] = ["applicant", "partner", "dependant"].map(code) as [number, number, number];
  const contracts = CONTRACTS.map(code);
  const [transfer, newHire, none, apprenticeship] = ["transfer", "new-hire", "none", "apprenticeship"].map(code) as [
    number,
    number,
    number,
    number,
  ];
  const chosen: number[] = [];
  for (let r = 0; r < requests; r++) {
    const area = gazetteer.drawDemandArea(random);
    const work = gazetteer.drawCommune(random, random.chance(9_000) ? area : gazetteer.areas[area]!.neighbour);
    workplace.east[r] = gazetteer.communes[work]!.east + Math.floor(random.gaussian(1_500));
    workplace.north[r] = gazetteer.communes[work]!.north + Math.floor(random.gaussian(1_500));

    chosen.length = 0;
    let wishes = 1;
    while (wishes < 8 && random.chance(6_900)) wishes++;
    for (let i = 0; i < wishes; i++) {
      const wish = gazetteer.drawCommune(random, area);
      if (!chosen.includes(wish)) chosen.push(wish);
    }
    wished.append(
      r,
      chosen.map((wish) => communeCodes[wish]!),
    );
    departements.append(r, random.chance(800) ? [code(gazetteer.areas[area]!.departement)] : undefined);
    if (random.chance(3_000)) radius[r] = 1_000 * (5 + Math.min(random.below(36), random.below(36)));

    const size = step(random, HOUSEHOLD_SIZES) + 1;
    const age = 18 + Math.min(random.below(48), random.below(60));
    const applicantBornOn = asOf - age * 365 - random.below(365);
    persons.open(r);
    persons.append(applicant, applicantBornOn);
    const hasPartner = size > 1 && random.chance(6_500);
    for (let i = 1; i < size; i++) {
      if (i === 1 && hasPartner) persons.append(partner, applicantBornOn + random.below(2_000) - 1_000);
      else persons.append(dependant, asOf - random.below(18 * 365));
    }
    const medianCents = 2_150_000 + (hasPartner ? 900_000 : 0) + 90_000 * (size - 1);
    income[r] = Math.min(50_000_000, Math.floor(medianCents * Math.exp(random.gaussian(0.48))));
    if (random.chance(500)) needsAccessible[r] = 1;

    filedOn[r] = asOf - Math.min(7_300, Math.floor(random.exponential(28 * 30.44)));
    validUntil[r] = random.chance(9_800) ? asOf + random.below(365) : asOf - 1 - random.below(60);
    if (random.chance(150)) hasLiveOffer[r] = 1;
    event[r] = random.chance(1_300) ? transfer : random.chance(1_000) ? newHire : none;
    contract[r] = age < 30 && random.chance(900) ? apprenticeship : contracts[Math.min(random.below(5), 2)]!;
    const isPriority = random.chance(1_200);
    if (isPriority && random.chance(2_500)) isDalo[r] = 1;
    priorities.append(r, isPriority && isDalo[r] !== 1 ? [priorityCodes[random.below(4)]!] : undefined);

    const employer = random.chance(200) ? -1 : random.below(employers);
    employerOf[r] = employer;
    if (employer >= 0) {
      contributes[r] = employerContributes[employer]!;
      group[r] = employerGroups[employer]!;
    }
  }
  columns.set("request.wishedCommunes", wished.column());
  columns.set("request.acceptedDepartements", departements.column());
  columns.set("request.provenPriorities", priorities.column());
  columns.set("household.persons", persons.column());
  return {
    size,
    asOf,
    requestCount: requests,
    vacancyCount: vacancies,
    texts,
    requestIds: idsOf(random, "r", requests),
    vacancyIds: idsOf(random, "v", vacancies),
    employerOf,
    columns,
  };
}

/** Index of the first limit (in ten thousandths) above a drawn number. */
function step(random: Random, limits: readonly number[]): number {
  const drawn = random.below(10_000);
  return limits.findIndex((limit) => drawn < limit);
}

/** Ids that look random and ascend with the row: each row draws from its own slice of 2^40 numbers. */
function idsOf(random: Random, letter: string, count: number): Uint8Array {
  const ids = new Uint8Array(count * ID_WIDTH);
  const slice = Math.floor(2 ** 40 / count);
  for (let row = 0; row < count; row++) {
    const text = letter + (row * slice + random.below(slice)).toString(16).padStart(10, "0");
    for (let i = 0; i < ID_WIDTH; i++) ids[row * ID_WIDTH + i] = text.charCodeAt(i);
  }
  return ids;
}

/** The id of a row. */
export function idAt(ids: Uint8Array, row: number): string {
  let text = "";
  for (let i = row * ID_WIDTH; i < (row + 1) * ID_WIDTH; i++) text += String.fromCharCode(ids[i]!);
  return text;
}

/** Grows by half when full. */
function grown(values: Int32Array, needed: number): Int32Array {
  if (needed <= values.length) return values;
  const larger = new Int32Array(Math.max(needed, Math.floor(values.length * 1.5) + 64));
  larger.set(values);
  return larger;
}

class TextsDraft {
  private offsets: Int32Array;
  private codes: Int32Array;
  private absent: Uint8Array;
  private length = 0;
  constructor(rows: number, perRow: number) {
    this.offsets = new Int32Array(rows + 1);
    this.codes = new Int32Array(Math.floor(rows * perRow * 0.5) + 64);
    this.absent = new Uint8Array(rows);
  }
  append(row: number, list: readonly number[] | undefined): void {
    if (!list) this.absent[row] = 1;
    for (const code of list ?? []) {
      this.codes = grown(this.codes, this.length + 1);
      this.codes[this.length++] = code;
    }
    this.offsets[row + 1] = this.length;
  }
  column(): Column {
    return { kind: "texts", offsets: this.offsets, codes: this.codes.slice(0, this.length), absent: this.absent };
  }
}

/** Fields in the order of the catalogue: role, day of birth, disability card (always absent here). */
class PersonsDraft {
  private offsets: Int32Array;
  private roles: Int32Array;
  private bornOn: Int32Array;
  private length = 0;
  private row = 0;
  constructor(rows: number) {
    this.offsets = new Int32Array(rows + 1);
    this.roles = new Int32Array(rows * 2);
    this.bornOn = new Int32Array(rows * 2);
  }
  open(row: number): void {
    this.row = row;
  }
  append(role: number, bornOn: number): void {
    this.roles = grown(this.roles, this.length + 1);
    this.bornOn = grown(this.bornOn, this.length + 1);
    this.roles[this.length] = role;
    this.bornOn[this.length] = bornOn;
    this.length++;
    this.offsets[this.row + 1] = this.length;
  }
  column(): Column {
    const field = (values: Int32Array): ScalarColumn => ({ kind: "scalar", values: values.slice(0, this.length) });
    const absent = new Int32Array(this.length).fill(ABSENT);
    return {
      kind: "persons",
      offsets: this.offsets,
      fields: [field(this.roles), field(this.bornOn), { kind: "scalar", values: absent }],
      absent: new Uint8Array(this.offsets.length - 1),
    };
  }
}
