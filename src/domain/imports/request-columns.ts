/**
 * The file of an employer: one row a request, with its names. Which columns it may have, what they are called by people and by programs, and how
 * their cells are written. The reader, the template and the explanations beside it are all made from this table.
 */

import { householdSchema } from "../facts/household.ts";
import { jobSchema } from "../facts/job.ts";
import { requestSchema } from "../facts/request.ts";
import type { FactSchema } from "../facts/schema.ts";
import { day, id } from "../facts/schema.ts";

/** How the cells of a column are written beside what every file may hold: euros for cents, kilometres for metres, words for codes. */
export type CellForm = "euros" | "kilometres" | "day" | "list";

/** One column. */
export interface RequestColumn {
  /** Name of the fact or contact, unit at its end. */
  readonly name: string;
  readonly schema: FactSchema;
  /** What people call it; the first stands in the template. */
  readonly titles: { readonly fr: readonly [string, ...string[]]; readonly en: readonly [string, ...string[]] };
  readonly form?: CellForm;
  readonly isRequired?: boolean;
  /** Words that people write for the codes of its schema. */
  readonly words?: Readonly<Record<string, string>>;
  /** Those of them that are proposed where something else was written. */
  readonly proposed?: string;
  /** What stands in the row of the template, in French form; an invented household. */
  readonly example?: string;
}

const text = { type: "string", pattern: "\\S" } as const;
const [ofRequest, ofHousehold, ofJob] = [requestSchema.properties, householdSchema.properties, jobSchema.properties];
const count = { type: "integer", minimum: 0, maximum: 12 } as const;

/** Dependants whose day of birth has a column of its own. */
export const DEPENDANT_COLUMNS = 6;

const contractWords = {
  cdi: "permanent",
  cdd: "fixed-term",
  apprentissage: "apprenticeship",
  apprenti: "apprenticeship",
  alternance: "apprenticeship",
  professionnalisation: "professionalisation",
  "contrat de professionnalisation": "professionalisation",
  interim: "temporary",
  saisonnier: "seasonal",
  "demandeur d emploi": "job-seeker",
  "sans emploi": "job-seeker",
} as const;

const dependants: readonly RequestColumn[] = Array.from({ length: DEPENDANT_COLUMNS }, (_, place) => ({
  name: `dependant${place + 1}BornOn`,
  schema: day,
  form: "day",
  titles: {
    fr: [
      `Personne à charge ${place + 1} : date de naissance`,
      `Enfant ${place + 1} : date de naissance`,
      `Date de naissance enfant ${place + 1}`,
    ],
    en: [`Dependant ${place + 1}: date of birth`],
  },
  ...(place === 0 ? { example: "02/03/2021" } : {}),
}));

/** The columns, as people think of a household: who, with whom, work, income, wishes, papers. */
export const requestColumns: readonly RequestColumn[] = [
  {
    name: "reference",
    schema: { ...text, maxLength: 64 },
    titles: { fr: ["Votre référence", "Référence", "Matricule"], en: ["Your reference", "Payroll number"] },
    example: "INVENTE-001",
  },
  {
    name: "employerId",
    schema: id,
    titles: { fr: ["Employeur (identifiant)", "Employeur"], en: ["Employer (id)", "Employer"] },
  },
  {
    name: "familyName",
    schema: { ...text, maxLength: 120 },
    titles: { fr: ["Nom", "Nom de famille"], en: ["Family name", "Surname"] },
    isRequired: true,
    example: "Exemple-Inventé",
  },
  {
    name: "givenNames",
    schema: { ...text, maxLength: 120 },
    titles: { fr: ["Prénoms", "Prénom"], en: ["Given names", "First name"] },
    isRequired: true,
    example: "Camille",
  },
  {
    name: "applicantBornOn",
    schema: day,
    form: "day",
    titles: { fr: ["Date de naissance", "Né(e) le"], en: ["Date of birth"] },
    example: "17/05/1994",
  },
  {
    name: "email",
    schema: { ...text, maxLength: 254 },
    titles: { fr: ["Courriel", "E-mail", "Mail", "Adresse électronique"], en: ["E-mail", "Email"] },
    example: "camille@exemple.invalid",
  },
  {
    name: "phone",
    schema: { ...text, maxLength: 40 },
    titles: { fr: ["Téléphone"], en: ["Phone", "Telephone"] },
  },
  {
    name: "address",
    schema: { ...text, maxLength: 300 },
    titles: { fr: ["Adresse", "Adresse postale"], en: ["Address"] },
    example: "1 rue Inventée, 02000 Laon",
  },
  {
    name: "kind",
    schema: ofRequest.kind,
    titles: { fr: ["Nature de la demande"], en: ["Kind of request"] },
    words: {
      "premiere demande": "first-request",
      premiere: "first-request",
      "premiere demande de logement social": "first-request",
      mutation: "transfer",
      "first request": "first-request",
    },
    proposed: "première demande, mutation",
    isRequired: true,
    example: "première demande",
  },
  {
    name: "filedOn",
    schema: ofRequest.filedOn,
    form: "day",
    titles: { fr: ["Demande déposée le", "Date de dépôt"], en: ["Filed on"] },
    example: "01/09/2026",
  },
  {
    name: "validUntil",
    schema: ofRequest.validUntil,
    form: "day",
    titles: { fr: ["Valable jusqu’au"], en: ["Valid until"] },
  },
  {
    name: "hasUniqueNumber",
    schema: ofRequest.hasUniqueNumber,
    titles: { fr: ["A un numéro unique (oui/non)", "Numéro unique"], en: ["Has a unique number (yes/no)"] },
    example: "oui",
  },
  {
    name: "hasEmployerConsent",
    schema: ofRequest.hasEmployerConsent,
    titles: { fr: ["Accord de l’employeur (oui/non)", "Accord de l’employeur"], en: ["Employer agrees (yes/no)"] },
    example: "oui",
  },
  {
    name: "hasPartner",
    schema: { type: "boolean" },
    titles: { fr: ["Conjoint (oui/non)", "Conjoint"], en: ["Partner (yes/no)", "Partner"] },
    example: "non",
  },
  {
    name: "partnerBornOn",
    schema: day,
    form: "day",
    titles: { fr: ["Conjoint : date de naissance", "Date de naissance du conjoint"], en: ["Partner: date of birth"] },
  },
  {
    name: "dependants",
    schema: count,
    titles: { fr: ["Personnes à charge (nombre)", "Enfants à charge (nombre)"], en: ["Dependants (number)"] },
    example: "1",
  },
  ...dependants,
  {
    name: "otherAdults",
    schema: { ...count, maximum: 6 },
    titles: { fr: ["Autres adultes (nombre)"], en: ["Other adults (number)"] },
    example: "0",
  },
  {
    name: "referenceIncomeCentsPerYear",
    schema: ofHousehold.referenceIncomeCentsPerYear,
    form: "euros",
    titles: {
      fr: ["Revenu fiscal de référence (euros par an)", "RFR (euros par an)"],
      en: ["Reference tax income (euros a year)"],
    },
    example: "21 500",
  },
  {
    name: "recentIncomeCentsPerYear",
    schema: ofHousehold.recentIncomeCentsPerYear,
    form: "euros",
    titles: {
      fr: ["Revenus des douze derniers mois (euros par an)"],
      en: ["Income of the last twelve months (euros a year)"],
    },
  },
  {
    name: "isSeparationUnderWay",
    schema: ofHousehold.isSeparationUnderWay,
    titles: { fr: ["Séparation en cours (oui/non)"], en: ["Separation under way (yes/no)"] },
  },
  {
    name: "applicantIncomeCentsPerYear",
    schema: ofHousehold.applicantIncomeCentsPerYear,
    form: "euros",
    titles: {
      fr: ["Revenu fiscal de référence du demandeur seul (euros par an)"],
      en: ["Reference tax income of the applicant alone (euros a year)"],
    },
  },
  {
    name: "resourcesCentsPerMonth",
    schema: ofHousehold.resourcesCentsPerMonth,
    form: "euros",
    titles: { fr: ["Ressources du ménage (euros par mois)"], en: ["Resources of the household (euros a month)"] },
    example: "1 980,50",
  },
  {
    name: "housingAidCentsPerMonth",
    schema: ofHousehold.housingAidCentsPerMonth,
    form: "euros",
    titles: { fr: ["Aide au logement (euros par mois)"], en: ["Housing aid (euros a month)"] },
    example: "0",
  },
  {
    name: "isStayLawful",
    schema: ofHousehold.isStayLawful,
    titles: { fr: ["Séjour régulier des adultes (oui/non)"], en: ["Lawful stay of the adults (yes/no)"] },
    example: "oui",
  },
  {
    name: "homeCommuneCode",
    schema: ofHousehold.homeCommuneCode,
    titles: { fr: ["Commune du domicile (code INSEE)"], en: ["Commune of the home (INSEE code)"] },
    example: "02691",
  },
  {
    name: "needsAccessibleDwelling",
    schema: ofHousehold.needsAccessibleDwelling,
    titles: {
      fr: ["Logement accessible en fauteuil roulant (oui/non)"],
      en: ["Needs a dwelling accessible to a wheelchair (yes/no)"],
    },
  },
  {
    name: "contract",
    schema: ofJob.contract,
    titles: { fr: ["Contrat de travail", "Contrat"], en: ["Contract"] },
    words: contractWords,
    proposed: "CDI, CDD, apprentissage, contrat de professionnalisation, intérim, saisonnier, demandeur d’emploi",
    example: "CDI",
  },
  {
    name: "event",
    schema: ofJob.event,
    titles: { fr: ["Évènement professionnel", "Événement"], en: ["Event in the job"] },
    words: { mutation: "transfer", embauche: "new-hire", recrutement: "new-hire", aucun: "none", neant: "none" },
    proposed: "embauche, mutation, aucun",
    example: "embauche",
  },
  {
    name: "startsOn",
    schema: ofJob.startsOn,
    form: "day",
    titles: { fr: ["Prise de poste le", "Date d’embauche"], en: ["Starts on"] },
    example: "01/10/2026",
  },
  {
    name: "endsOn",
    schema: ofJob.endsOn,
    form: "day",
    titles: { fr: ["Fin du contrat le"], en: ["Contract ends on"] },
  },
  {
    name: "isFirstJob",
    schema: ofJob.isFirstJob,
    titles: { fr: ["Premier emploi (oui/non)"], en: ["First job (yes/no)"] },
    example: "non",
  },
  {
    name: "payCentsPerMonth",
    schema: ofJob.payCentsPerMonth,
    form: "euros",
    titles: { fr: ["Salaire brut (euros par mois)"], en: ["Gross pay (euros a month)"] },
  },
  {
    name: "commuteMinutes",
    schema: ofJob.commuteMinutes,
    titles: { fr: ["Trajet actuel (minutes)"], en: ["Journey today (minutes)"] },
  },
  {
    name: "workplaceCommuneCode",
    schema: ofJob.workplaceCommuneCode,
    titles: { fr: ["Commune du lieu de travail (code INSEE)"], en: ["Commune of the workplace (INSEE code)"] },
    example: "02408",
  },
  {
    name: "wishedCommunes",
    schema: ofRequest.wishedCommunes,
    form: "list",
    titles: { fr: ["Communes souhaitées (codes INSEE)"], en: ["Communes wished (INSEE codes)"] },
    example: "02408 02691",
  },
  {
    name: "acceptedDepartements",
    schema: ofRequest.acceptedDepartements,
    form: "list",
    titles: { fr: ["Départements acceptés (codes)"], en: ["Départements accepted (codes)"] },
  },
  {
    name: "searchRadiusMetres",
    schema: ofRequest.searchRadiusMetres,
    form: "kilometres",
    titles: {
      fr: ["Distance acceptée du travail (kilomètres)"],
      en: ["Accepted distance from work (kilometres)"],
    },
    example: "20",
  },
  {
    name: "rentLimitCentsPerMonth",
    schema: ofRequest.rentLimitCentsPerMonth,
    form: "euros",
    titles: {
      fr: ["Loyer le plus élevé, charges comprises (euros par mois)"],
      en: ["Highest rent with charges (euros a month)"],
    },
    example: "650,00",
  },
  {
    name: "acceptsTemporaryOccupation",
    schema: ofRequest.acceptsTemporaryOccupation,
    titles: { fr: ["Accepte une occupation temporaire (oui/non)"], en: ["Accepts temporary occupation (yes/no)"] },
    example: "non",
  },
];

/** The schema of a row: flat, each column a member. */
export const requestRowSchema: FactSchema & { readonly $id: string; readonly additionalProperties: false } = {
  $id: "request-row",
  type: "object",
  additionalProperties: false,
  required: requestColumns.filter(({ isRequired }) => isRequired).map(({ name }) => name),
  properties: Object.fromEntries(requestColumns.map(({ name, schema }) => [name, schema])),
};

/** A heading or word as it is compared: small letters without accents, marks and double spaces. */
export function plainHeading(title: string): string {
  return title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{Mark}+/gu, "")
    .replace(/œ/g, "oe")
    .replace(/[^\p{Letter}\p{Number}]+/gu, " ")
    .trim();
}
