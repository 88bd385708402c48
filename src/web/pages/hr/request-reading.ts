/** The form of a request read into facts and names, with everything that cannot be read told at its field. */
import type { NamedCommune } from "../../../app/list-communes.ts";
import type { Request } from "../../../domain/facts/request.ts";
import { communeCode, departementCode } from "../../../domain/facts/schema.ts";
import { plainHeading } from "../../../domain/imports/request-columns.ts";
import type { PersonContents } from "../../../domain/persons/person.ts";
import type { FieldProblem } from "../../components/problem-summary.ts";
import { FormReading } from "../../form-reading.ts";
import type { PageAsked } from "../../page-route.ts";

/** Wished communes that the form has a field for. */
export const WISHES = 6;
/** Highest amount a fact takes. Units: cents. */
const MOST_CENTS = 2_000_000_000;
const longest = { familyName: 120, givenNames: 120, email: 254, phone: 40, address: 300, reference: 64 } as const;

/** What the form said. Facts are there as far as they could be read. */
export interface RequestReading {
  readonly facts: Omit<Request, "id" | "filedOn" | "validUntil"> & Partial<Request>;
  readonly person: PersonContents | undefined;
  readonly problems: readonly FieldProblem[];
}

type Person = Request["household"]["persons"][number];

/** What a form is read beside. */
export interface ReadBeside {
  readonly communes: readonly NamedCommune[];
  /** Facts that the form has no field for stay. */
  readonly before?: Request | undefined;
  readonly employerIds: readonly string[];
  /** A draft may lack its names. */
  readonly isDraft: boolean;
}

/** How many rows for other persons of the household the form had. */
export function personRows({ form }: Pick<PageAsked, "form">): number {
  const numbers = Object.keys(form).map((name) => Number(/^person(\d+)Role$/.exec(name)?.[1] ?? 0));
  return Math.min(19, Math.max(0, ...numbers));
}

/** Reads the form. */
export function readRequestForm(asked: PageAsked, beside: ReadBeside): RequestReading {
  const reader = new Reader(asked, beside);
  const facts = reader.facts();
  const person = reader.person();
  return { facts, person, problems: reader.problems };
}

class Reader extends FormReading {
  readonly #say: PageAsked["say"];
  readonly #form: PageAsked["form"];
  readonly #beside: ReadBeside;
  readonly #communes: ReadonlyMap<string, string>;

  constructor(asked: PageAsked, beside: ReadBeside) {
    super(asked);
    this.#say = asked.say;
    this.#form = asked.form;
    this.#beside = beside;
    this.#communes = new Map(beside.communes.map(({ code, title }) => [plainHeading(title), code]));
  }

  facts(): RequestReading["facts"] {
    const { before } = this.#beside;
    const filedOn = this.day("filedOn");
    const employerId = this.#employer();
    const kind = this.needed("kind");
    return withoutAbsent({
      ...before,
      employerId,
      kind: kind === "transfer" ? "transfer" : "first-request",
      filedOn: filedOn ?? before?.filedOn,
      hasUniqueNumber: this.#yesNo("hasUniqueNumber"),
      hasEmployerConsent: this.#yesNo("hasEmployerConsent"),
      wishedCommunes: this.#wishes(),
      acceptedDepartements: this.#departements(),
      searchRadiusMetres: this.#kilometres("searchRadius"),
      rentLimitCentsPerMonth: this.#money("rentLimit"),
      acceptsTemporaryOccupation: this.#yesNo("acceptsTemporaryOccupation"),
      household: withoutAbsent({
        ...before?.household,
        persons: this.#persons(),
        referenceIncomeCentsPerYear: this.#money("referenceIncome"),
        recentIncomeCentsPerYear: this.#money("recentIncome"),
        isSeparationUnderWay: this.#yesNo("isSeparationUnderWay"),
        applicantIncomeCentsPerYear: this.#money("applicantIncome"),
        resourcesCentsPerMonth: this.#money("resources"),
        housingAidCentsPerMonth: this.#money("housingAid"),
        isStayLawful: this.#yesNo("isStayLawful"),
        homeCommuneCode: this.#commune("homeCommune"),
        needsAccessibleDwelling: this.#yesNo("needsAccessibleDwelling"),
      }),
      job: withoutAbsent({
        ...before?.job,
        contract: this.text("contract"),
        event: this.text("event"),
        startsOn: this.day("startsOn"),
        endsOn: this.day("endsOn"),
        isFirstJob: this.#yesNo("isFirstJob"),
        payCentsPerMonth: this.#money("pay"),
        commuteMinutes: this.#minutes("commuteMinutes"),
        workplaceCommuneCode: this.#commune("workplaceCommune"),
      }),
    }) as RequestReading["facts"];
  }

  person(): PersonContents | undefined {
    const { isDraft } = this.#beside;
    const [familyName, givenNames] = isDraft
      ? [this.text("familyName"), this.text("givenNames")]
      : [this.needed("familyName"), this.needed("givenNames")];
    for (const [name, most] of Object.entries(longest))
      if ((this.text(name)?.length ?? 0) > most) this.refuse(name, this.#say("hr.form.too-long", { count: most }));
    const email = this.text("email");
    if (email !== undefined && !/^[^@\s]+@[^@\s]+$/.test(email)) this.refuse("email", this.#say("hr.form.not-email"));
    if (!familyName || !givenNames) return undefined;
    const others = {
      email,
      phone: this.text("phone"),
      address: this.text("address"),
      reference: this.text("reference"),
    };
    return withoutAbsent({ familyName, givenNames, ...others }) as unknown as PersonContents;
  }

  #employer(): string | undefined {
    const { employerIds, before } = this.#beside;
    if (before) return before.employerId;
    const chosen = this.text("employerId");
    if (chosen !== undefined || employerIds.length === 0) return chosen;
    return employerIds.length === 1 ? employerIds[0] : this.needed("employerId");
  }

  #persons(): readonly Person[] {
    const bornOn = this.day("bornOn");
    const applicant = { role: "applicant", bornOn, hasDisabilityCard: this.#card("hasDisabilityCard") } as const;
    const others = Array.from({ length: personRows({ form: this.#form }) }, (_, place) => this.#other(place + 1));
    return [applicant, ...others.filter((one) => one !== undefined)].map(
      (one) => withoutAbsent(one) as unknown as Person,
    );
  }

  #other(number: number) {
    const role = this.text(`person${number}Role`);
    const bornOn = this.day(`person${number}BornOn`);
    if (role === undefined) {
      if (this.text(`person${number}BornOn`) !== undefined)
        this.refuse(`person${number}Role`, this.#say("shell.missing"));
      return undefined;
    }
    return { role, bornOn, hasDisabilityCard: this.#card(`person${number}Card`) };
  }

  /** A card is a fact where it is ticked; nothing is said of it otherwise. */
  #card(name: string): true | undefined {
    return this.ticked(name) ? true : undefined;
  }

  #yesNo(name: string): boolean | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : text === "yes";
  }

  #money(name: string): number | undefined {
    const cents = this.cents(name);
    if (cents === undefined || cents <= MOST_CENTS) return cents;
    this.refuse(name, this.#say("shell.not-money"));
    return undefined;
  }

  #kilometres(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const parts = /^(\d{1,3})(?:[,.](\d{1,3}))?$/.exec(text);
    const metres = parts ? Number(parts[1]) * 1_000 + Number((parts[2] ?? "").padEnd(3, "0")) : undefined;
    if (metres !== undefined && metres <= 500_000) return metres;
    this.refuse(name, this.#say("hr.form.not-kilometres"));
    return undefined;
  }

  #minutes(name: string): number | undefined {
    const minutes = this.whole(name);
    if (minutes === undefined || minutes <= 1_440) return minutes;
    this.refuse(name, this.#say("shell.not-a-number"));
    return undefined;
  }

  #wishes(): readonly string[] | undefined {
    const fields = Array.from({ length: WISHES }, (_, place) => this.#commune(`wish${place + 1}`));
    const wished = [...new Set(fields.filter((code) => code !== undefined))];
    const beyond = this.#beside.before?.wishedCommunes?.slice(WISHES) ?? [];
    return wished.length + beyond.length === 0 ? undefined : [...wished, ...beyond];
  }

  #departements(): readonly string[] | undefined {
    const text = this.text("acceptedDepartements");
    if (text === undefined) return undefined;
    const codes = text
      .toUpperCase()
      .split(/[\s,;]+/)
      .filter((code) => code !== "");
    const wrong = codes.find((code) => !new RegExp(departementCode.pattern).test(code));
    if (wrong !== undefined) this.refuse("acceptedDepartements", this.#say("hr.form.not-departement", { sent: wrong }));
    return codes;
  }

  /** A commune by its name in the list, by `Laon (02408)`, or by its INSEE code. */
  #commune(name: string): string | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const code = /\(?\b(\w{5})\)?$/.exec(text)?.[1]?.toUpperCase();
    if (code !== undefined && new RegExp(communeCode.pattern).test(code)) return code;
    const known = this.#communes.get(plainHeading(text));
    if (known === undefined) this.refuse(name, this.#say("hr.form.not-commune", { sent: text }));
    return known;
  }
}

/** The record without members that say nothing: an absent fact is left out, never stored as empty. */
function withoutAbsent(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

/** The field of the form that asks for a fact as use cases name it. */
export function fieldOfFact(fact: string): string | undefined {
  const person = /^household\.persons\/(\d+)\/bornOn$/.exec(fact)?.[1];
  if (person !== undefined) return person === "0" ? "bornOn" : `person${person}BornOn`;
  return fields[fact] ?? (known.has(fact) ? fact : undefined);
}

const fields: Readonly<Record<string, string>> = {
  "household.persons": "person1Role",
  "job.endsOn": "endsOn",
  validUntil: "filedOn",
  today: "filedOn",
  "one-year-from-today": "filedOn",
};

const known: ReadonlySet<string> = new Set(["kind", "filedOn", "employerId"]);
