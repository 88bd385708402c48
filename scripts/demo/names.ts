/** Names for the requests of the demonstration: put together from two lists, so that nobody is meant. All contacts lead nowhere. */
import type { PersonContents } from "../../src/domain/persons/person.ts";
import { Draw } from "./draw.ts";

const beginnings = [
  "Aub",
  "Bel",
  "Bran",
  "Cour",
  "Del",
  "Fer",
  "Gar",
  "Hau",
  "Lam",
  "Mar",
  "Mon",
  "Or",
  "Per",
  "Quen",
  "Ros",
  "Ser",
  "Tour",
  "Val",
  "Ver",
  "Wil",
];
const endings = [
  "aincourt",
  "bert",
  "champ",
  "court",
  "dier",
  "ecques",
  "elin",
  "fontaine",
  "gnies",
  "iencourt",
  "lois",
  "mesnil",
  "nocque",
  "olle",
  "quier",
  "rieux",
  "sart",
  "teuil",
  "vaux",
  "zelle",
];
const givenNames = [
  "Adèle",
  "Amadou",
  "Anaïs",
  "Bruno",
  "Camille",
  "Chloé",
  "Damien",
  "Dounia",
  "Élise",
  "Fabrice",
  "Fatou",
  "Gaspard",
  "Hélène",
  "Idriss",
  "Inès",
  "Jérôme",
  "Karim",
  "Léa",
  "Lucie",
  "Malik",
  "Manon",
  "Nadia",
  "Nathan",
  "Océane",
  "Pauline",
  "Quentin",
  "Rachel",
  "Samir",
  "Sofia",
  "Théo",
  "Ulysse",
  "Violette",
  "Wassim",
  "Xavier",
  "Yasmine",
  "Zoé",
];

/** The person of each request, in the order given. */
export function demoPersons(
  requestIds: readonly string[],
): readonly (PersonContents & { readonly requestId: string })[] {
  const draw = new Draw(20_261_123);
  return requestIds.map((requestId) => {
    const familyName = `${draw.one(beginnings)}${draw.one(endings)}`;
    const number = String(draw.below(10_000)).padStart(4, "0");
    return {
      requestId,
      familyName: `${familyName} (invention)`,
      givenNames: draw.one(givenNames),
      email: `${requestId.toLowerCase()}@demonstration.invalid`,
      phone: `01 99 00 ${number.slice(0, 2)} ${number.slice(2)}`,
    };
  });
}
