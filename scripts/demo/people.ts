/**
 * The people of the demonstration: every employer and every request is invented. No name of a person exists anywhere; ids are random letters.
 */
import type { Employer } from "../../src/domain/facts/employer.ts";
import type { Request } from "../../src/domain/facts/request.ts";
import { dayNumberOf, dayText } from "../../src/domain/shared/dates.ts";
import type { Draw } from "./draw.ts";
import { type PlaceName, places } from "./places.ts";

interface DemoEmployer {
  readonly employer: Employer;
  readonly place: PlaceName;
  readonly weight: number;
}

const trades = [
  "Ateliers",
  "Logistique",
  "Fonderie",
  "Imprimerie",
  "Clinique",
  "Sucrerie",
  "Verrerie",
  "Transports",
  "Services",
  "Maintenance",
];
const employerTowns: readonly (readonly [PlaceName, number])[] = [
  ["laon", 8],
  ["saintQuentin", 5],
  ["soissons", 2],
  ["chauny", 2],
  ["lille", 9],
  ["roubaix", 2],
  ["villeneuveDascq", 2],
  ["dunkerque", 4],
  ["amiens", 4],
  ["compiegne", 3],
];

/** About forty invented employers, most of them entitled; a few too small, public or not contributing. */
export function demoEmployers(draw: Draw): DemoEmployer[] {
  const employers: DemoEmployer[] = [];
  for (const [place, count] of employerTowns) {
    for (let i = 0; i < count; i++) {
      const number = employers.length + 1;
      const unusual = number % 13 === 0;
      const sector =
        unusual && number % 2 === 0 ? "public" : number % 17 === 0 ? "agricultural" : "private-non-agricultural";
      employers.push({
        place,
        weight: 1 + draw.below(5),
        employer: {
          id: `E-${String(number).padStart(2, "0")}`,
          title: `${trades[number % trades.length]} de ${places[place].title} (employeur inventé ${number})`,
          sector,
          employees:
            unusual && sector !== "public" ? 4 + draw.below(5) : sector === "agricultural" ? 60 : 12 + draw.below(900),
          isContributing: number % 11 !== 0,
        },
      });
    }
  }
  return employers;
}

type Story = "apprentice" | "transfer" | "new-hire" | "first-job" | "settled" | "dalo" | "priority" | "job-seeker";
const stories: readonly (readonly [Story, number])[] = [
  ["apprentice", 14],
  ["transfer", 15],
  ["new-hire", 17],
  ["first-job", 12],
  ["settled", 26],
  ["dalo", 5],
  ["priority", 8],
  ["job-seeker", 3],
];

const asOf = dayNumberOf("2026-11-23")!;
const before = (days: number) => dayText(asOf - days);
const after = (days: number) => dayText(asOf + days);

function storyOf(draw: Draw): Story {
  let left = draw.below(100);
  for (const [story, percent] of stories) {
    left -= percent;
    if (left < 0) return story;
  }
  return "settled";
}

type Person = Request["household"]["persons"][number];

function personsOf(draw: Draw, story: Story): Person[] {
  const young = story === "apprentice" || story === "first-job";
  const age = story === "apprentice" ? draw.between(17, 25) : young ? draw.between(19, 28) : draw.between(23, 58);
  const born = (years: number) => before(years * 365 + Math.floor(years / 4) + draw.below(360));
  const persons: Person[] = [
    { role: "applicant", bornOn: born(age), ...(draw.chance(2) ? { hasDisabilityCard: true } : {}) },
  ];
  if (story === "apprentice") return persons;
  if (draw.chance(young ? 30 : 45))
    persons.push({ role: "partner", bornOn: born(Math.max(18, age + draw.between(-4, 4))) });
  const children = young ? draw.below(2) : draw.one([0, 0, 1, 1, 2, 2, 3, 4]);
  for (let i = 0; i < children; i++)
    persons.push({ role: "dependant", bornOn: born(draw.between(0, Math.min(17, Math.max(0, age - 20)))) });
  return persons;
}

const around: Record<string, readonly PlaceName[]> = {
  laon: ["laon", "soissons", "chauny", "saintQuentin"],
  soissons: ["soissons", "laon", "compiegne"],
  chauny: ["chauny", "saintQuentin", "laon"],
  saintQuentin: ["saintQuentin", "chauny", "laon"],
  lille: ["lille", "villeneuveDascq", "roubaix"],
  roubaix: ["roubaix", "lille", "villeneuveDascq"],
  villeneuveDascq: ["villeneuveDascq", "lille", "roubaix"],
  dunkerque: ["dunkerque", "lille"],
  amiens: ["amiens", "compiegne"],
  compiegne: ["compiegne", "soissons", "amiens"],
};
const farHomes: readonly PlaceName[] = ["paris", "reims", "lille", "dunkerque", "amiens", "saintQuentin"];

/** A place in degrees, as a file of the pool holds it. */
export interface DemoPosition {
  readonly latitude: number;
  readonly longitude: number;
}
/** A request whose places are still in degrees. */
export type DemoRequest = Omit<Request, "household" | "job"> & {
  household: Omit<Request["household"], "homePosition"> & { homePosition?: DemoPosition };
  job: Omit<Request["job"], "workplacePosition"> & { workplacePosition?: DemoPosition };
};

function near(draw: Draw, name: PlaceName, spread: number): DemoPosition {
  const place = places[name];
  const shift = () => (draw.below(2 * spread + 1) - spread) / 10_000;
  const round = (x: number) => Math.round(x * 10_000) / 10_000;
  return { latitude: round(place.latitude + shift()), longitude: round(place.longitude + shift()) };
}

/** One invented request. About one in nine lacks something that a rule needs. */
export function demoRequest(draw: Draw, employers: readonly DemoEmployer[], id: string): DemoRequest {
  const story = storyOf(draw);
  const { employer, place } = draw.one(employers.flatMap((e) => Array.from({ length: e.weight }, () => e)));
  const persons = personsOf(draw, story);
  const moves =
    story === "transfer" || (story === "new-hire" && draw.chance(45)) || (story === "first-job" && draw.chance(35));
  const home = moves ? draw.one(farHomes.filter((name) => name !== place)) : draw.one(around[place]!);
  const filedDaysAgo =
    story === "transfer" || story === "new-hire"
      ? draw.between(5, 420)
      : story === "apprentice"
        ? draw.between(10, 300)
        : draw.between(60, 2_600);
  const adults = persons.filter((person) => person.role !== "dependant").length;
  const yearly =
    story === "apprentice"
      ? draw.between(8_200, 14_800)
      : story === "dalo" || story === "job-seeker"
        ? draw.between(7_000, 16_500)
        : draw.between(13_500, 26_500);
  const incomeEuros = yearly + (adults > 1 ? draw.between(6_000, 21_000) : 0);
  const incomplete = draw.chance(11) ? draw.one(["income", "workplace", "stay", "born", "consent"] as const) : "none";
  const proofs: NonNullable<Request["validatedProofs"]>[number][] = ["identity"];
  if (incomplete !== "income") proofs.push("tax-notice");
  if (story !== "job-seeker" && draw.chance(84)) proofs.push("employer-certificate");
  if (story === "apprentice" && draw.chance(85)) proofs.push("apprenticeship-contract");
  if (story === "transfer" && draw.chance(80)) proofs.push("transfer-letter");
  if ((story === "new-hire" || story === "first-job") && draw.chance(80)) proofs.push("work-contract");
  if (story === "dalo") proofs.push("dalo-decision");
  const wished = around[place]!.filter((_, i) => i === 0 || draw.chance(i === 1 ? 55 : 25)).map(
    (name) => places[name].communeCode,
  );
  const contract: NonNullable<Request["job"]["contract"]> =
    story === "apprentice"
      ? draw.chance(75)
        ? "apprenticeship"
        : "professionalisation"
      : story === "job-seeker"
        ? "job-seeker"
        : draw.chance(76)
          ? "permanent"
          : "fixed-term";
  const event =
    story === "transfer"
      ? "transfer"
      : story === "new-hire" || story === "first-job" || story === "apprentice"
        ? "new-hire"
        : "none";
  const startsOn =
    event === "none"
      ? before(draw.between(400, 4_000))
      : draw.chance(35)
        ? after(draw.between(5, 60))
        : before(draw.between(3, 260));
  const priority =
    story === "priority"
      ? draw.one([
          "eviction-threat",
          "no-housing",
          "overcrowded-with-minor",
          "disability",
          "violence",
          "unfit-housing",
        ] as const)
      : undefined;
  const resources = Math.round(incomeEuros / 12) + draw.between(0, 120);
  return {
    id,
    ...(story === "job-seeker" ? {} : { employerId: employer.id }),
    kind: story === "settled" && draw.chance(22) ? "transfer" : "first-request",
    filedOn: before(filedDaysAgo),
    validUntil: draw.chance(3) ? before(draw.between(1, 20)) : after(draw.between(12, 330)),
    hasUniqueNumber: !draw.chance(4),
    ...(story === "job-seeker" ? {} : incomplete === "consent" ? {} : { hasEmployerConsent: !draw.chance(2) }),
    hasLiveOffer: draw.chance(2),
    wishedCommunes: wished,
    ...(draw.chance(8) ? { acceptedDepartements: [places[place].departementCode] } : {}),
    ...(draw.chance(38) ? { searchRadiusMetres: draw.one([5_000, 10_000, 15_000, 20_000, 30_000]) } : {}),
    rentLimitCentsPerMonth: Math.max(38_000, Math.round(resources * 0.42) * 100),
    acceptsTemporaryOccupation: event !== "none" && place !== "laon" && draw.chance(55),
    isDaloRecognised: story === "dalo",
    provenPriorities: priority && draw.chance(70) ? [priority] : [],
    labelledPriorities: priority ? [priority] : story === "settled" && draw.chance(12) ? ["poorly-housed"] : [],
    validatedProofs: proofs,
    ...(place === "laon" && draw.chance(4)
      ? { relatedLandlordIds: [draw.one(["proprietaire-laon-1", "proprietaire-laon-2"])] }
      : {}),
    household: {
      persons: incomplete === "born" ? persons.map(({ bornOn: _unknown, ...person }) => person) : persons,
      ...(incomplete === "income" ? {} : { referenceIncomeCentsPerYear: incomeEuros * 100 }),
      ...(draw.chance(9) ? { recentIncomeCentsPerYear: Math.round(incomeEuros * 0.82) * 100 } : {}),
      isSeparationUnderWay: false,
      resourcesCentsPerMonth: resources * 100,
      housingAidCentsPerMonth: Math.max(0, 280 - Math.round(resources / 8)) * 100,
      ...(incomplete === "stay" ? {} : { isStayLawful: true }),
      isFirstQuartile: (incomeEuros * 10) / (10 + 5 * (adults - 1) + 3 * (persons.length - adults)) < 11_000,
      homePosition: near(draw, home, 90),
      homeCommuneCode: places[home].communeCode,
      needsAccessibleDwelling: draw.chance(5),
    },
    job: {
      contract,
      event,
      startsOn,
      ...(contract === "fixed-term" || story === "apprentice" ? { endsOn: after(draw.between(200, 700)) } : {}),
      isFirstJob: story === "first-job" || (story === "apprentice" && draw.chance(60)),
      payCentsPerMonth: Math.round(yearly / 10) * 100,
      ...(draw.chance(70) ? { commuteMinutes: moves ? draw.between(80, 190) : draw.between(8, 70) } : {}),
      workplaceCommuneCode: places[place].communeCode,
      ...(incomplete === "workplace" ? {} : { workplacePosition: near(draw, place, 250) }),
    },
  };
}
