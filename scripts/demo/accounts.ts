/** The people of the demonstration who work with the product. All of them are invented, and so are the organisations they work for. */

import { findAccount } from "../../src/app/accounts/find-account.ts";
import { addAccount } from "../../src/app/add-account.ts";
import type { Context } from "../../src/app/ports.ts";
import type { Actor, Scope } from "../../src/domain/access/actor.ts";
import type { DemoPerson } from "../../src/web/pages/demo.ts";

/** The password of all of them: a demonstration has no secrets. */
const password = "une ville inventée";

/** The département in which the committee of the demonstration sits, and those beside it. */
const territory = ["02", "59", "60", "80"];

const person = (
  who: string,
  name: string,
  roles: DemoPerson["roles"],
  scope: Scope,
  does: DemoPerson["does"],
): DemoPerson & { readonly scope: Scope } => ({
  who,
  name,
  roles,
  scope,
  does,
  loginName: `${who}@demonstration.invalid`,
  password,
});

/** Everybody, in the order of the path: from the request to the key. */
export const demoPeople: readonly (DemoPerson & { readonly scope: Scope })[] = [
  person(
    "hr",
    "Maud Vasseline (inventée)",
    ["hr"],
    { employerIds: ["E-01", "E-37"] },
    {
      fr: "Aux ressources humaines de deux entreprises, à Laon et à Amiens : dépose les demandes des salariés, et voit où elles en sont.",
      en: "In human resources of two companies, in Laon and Amiens: hands in the requests of their people, and sees where they stand.",
    },
  ),
  person(
    "hr-other",
    "Théo Brindas (inventé)",
    ["hr"],
    { employerIds: ["E-02"] },
    {
      fr: "Aux ressources humaines d’une autre entreprise : ne voit que ses propres demandes.",
      en: "In human resources of another company: sees the requests of that company only.",
    },
  ),
  person(
    "secretary",
    "Odile Marchemont (inventée)",
    ["secretary"],
    { departementCodes: territory },
    {
      fr: "Tient le secrétariat du comité : ouvre les séances, vérifie les pièces, envoie les désignations.",
      en: "Keeps the committee’s secretariat: opens sessions, checks documents, sends designations.",
    },
  ),
  person(
    "committee",
    "Rachid Ferlanne (inventé)",
    ["committee"],
    { departementCodes: territory },
    {
      fr: "Membre du comité : examine les candidats de chaque logement, confirme, remplace ou ajourne.",
      en: "Member of the committee: looks at the candidates of each dwelling, confirms, replaces or defers.",
    },
  ),
  person(
    "committee-2",
    "Bérénice Outhier (inventée)",
    ["committee"],
    { departementCodes: territory },
    {
      fr: "Membre du comité : seconde signature quand on s’écarte de l’ordre proposé.",
      en: "Member of the committee: second signature where one departs from the proposed order.",
    },
  ),
  person(
    "committee-3",
    "Yannick Sorel-Aubry (inventé)",
    ["committee"],
    { departementCodes: territory },
    {
      fr: "Membre du comité : complète le quorum.",
      en: "Member of the committee: completes the quorum.",
    },
  ),
  person(
    "landlord",
    "Solenn Quertier (inventée)",
    ["landlord"],
    { landlordIds: ["bailleur-hdf"] },
    {
      fr: "Chez un bailleur social : déclare les logements vacants, reçoit les désignations, répond pour chaque candidat.",
      en: "At a social landlord: declares vacant dwellings, receives designations, answers for each candidate.",
    },
  ),
  person(
    "owner",
    "Armand Delvigne (inventé)",
    ["landlord"],
    { landlordIds: ["proprietaire-laon-1"] },
    {
      fr: "Propriétaire privé à Laon : reçoit un candidat à la fois et répond.",
      en: "A private owner in Laon: receives one candidate at a time and answers.",
    },
  ),
  person(
    "rules",
    "Ysaline Corbon (inventée)",
    ["rules"],
    {},
    {
      fr: "Chargée des règles : voit ce qu’elles font, et rejoue une nuit.",
      en: "In charge of the rules: sees what they do, and replays a night.",
    },
  ),
  person(
    "dpo",
    "Gauthier Lespin (inventé)",
    ["dpo"],
    {},
    {
      fr: "Délégué à la protection des données : vérifie le journal, répond aux personnes, efface.",
      en: "Data-protection officer: verifies the log, answers people, erases.",
    },
  ),
  person(
    "operator",
    "Inès Rouvray (inventée)",
    ["operator"],
    {},
    {
      fr: "Exploite le produit : surveille les nuits, tient les comptes.",
      en: "Runs the product: watches the nights, keeps the accounts.",
    },
  ),
];

const operator: Actor = { id: "demonstration", roles: ["operator"], scope: {} };

/** Adds the accounts that are not there yet. Throws: the town of the demonstration was not imported. */
export async function demoAccounts(context: Context): Promise<void> {
  for (const { loginName, name, roles, scope } of demoPeople)
    if (!(await findAccount(context, loginName)))
      await addAccount(context, operator, { loginName, name, roles, scope, language: "fr", password });
}
