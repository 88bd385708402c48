/**
 * Words inside a sentence about input, in both languages: what the sentence says of a file, a value or a place.
 */
import { nearMiss } from "../../domain/rules/lowering/near-miss.ts";

/** The same words in both languages. */
export interface Words {
  readonly en: string;
  readonly fr: string;
}

/** The end of a sentence that names what was probably meant, or nothing. */
export function maybe(wanted: string, known: Iterable<string>): Words {
  const near = nearMiss(wanted, known);
  return near === undefined ? nothing : { en: ` Maybe "${near}"?`, fr: ` Peut-être « ${near} » ?` };
}

/** No words at all. */
export const nothing: Words = { en: "", fr: "" };

/** What a JSON value is. */
export function kindOf(value: unknown): Words {
  if (value === null) return { en: "null (leave an absent fact out)", fr: "null (omettez un fait absent)" };
  if (Array.isArray(value)) return { en: "a list", fr: "une liste" };
  if (typeof value === "object") return { en: "a record", fr: "un enregistrement" };
  if (typeof value !== "string") return { en: JSON.stringify(value), fr: JSON.stringify(value) };
  const quoted = JSON.stringify(value.slice(0, 60));
  return { en: `the text ${quoted}`, fr: `le texte ${quoted}` };
}

/** An error of the file system. */
export function reasonOf(error: unknown): Words {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "EACCES" || code === "EPERM") return { en: "access is not allowed", fr: "l’accès n’est pas permis" };
  if (code === "EISDIR") return { en: "it is a folder", fr: "c’est un dossier" };
  if (code === "ENOENT") return { en: "it does not exist", fr: "il n’existe pas" };
  if (code === "ENOTDIR")
    return { en: "a file is in the place of a folder", fr: "un fichier est à la place d’un dossier" };
  if (code === "ENOSPC") return { en: "the disk is full", fr: "le disque est plein" };
  const text = code ?? (error instanceof Error ? error.message : String(error));
  return { en: text, fr: text };
}
