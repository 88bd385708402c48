/** Files of an employer as a test sends them: text, bytes, or rows by heading; everybody in them is invented. */
import { openRequestFile } from "../../src/adapters/files/request-file.ts";
import type { RequestSource } from "../../src/app/pool-source.ts";

/** A good row by heading. */
export const goodRow = {
  Matricule: "M-1",
  Nom: "Personne-Inventée",
  Prénom: "Alix",
  "Date de naissance": "09/03/1996",
  "Nature de la demande": "première demande",
  "Demande déposée le": "02/02/2026",
  "Numéro unique": "oui",
  "Accord de l’employeur (oui/non)": "oui",
  "RFR (euros par an)": "16 200,00",
  "Ressources du ménage (euros par mois)": "1480,50",
  "Séjour régulier des adultes (oui/non)": "oui",
  Contrat: "CDI",
  "Évènement professionnel": "embauche",
  "Prise de poste le": "01/09/2026",
  "Communes souhaitées (codes INSEE)": "02408, 02691",
  "Distance acceptée du travail (kilomètres)": "12,5",
  "Commune du lieu de travail (code INSEE)": "02408",
} as const;

/** A row by heading. */
export type Cells = Readonly<Record<string, string>>;

/** A CSV with semicolons; its columns are those of the first row. */
export function csvOf(rows: readonly Cells[]): string {
  const titles = Object.keys(rows[0]!);
  const cell = (text = "") => (/[";\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [titles, ...rows.map((row) => titles.map((title) => row[title] ?? ""))]
    .map((cells) => cells.map((text) => cell(text)).join(";"))
    .join("\r\n");
}

/** A text as a file that was sent, cut into pieces that end anywhere. */
export function sourceOf(text: string | Buffer, fileName = "demandes.csv"): RequestSource {
  const content = Buffer.from(text as string);
  return openRequestFile({
    fileName,
    bytes: content.length,
    encoding: "utf-8",
    read: async function* () {
      for (let at = 0; at < content.length; at += 65_521) yield content.subarray(at, at + 65_521);
    },
  });
}
