/**
 * Where in a document ajv found something wrong: the member itself where one is missing or too many.
 */
import type { ErrorObject } from "ajv/dist/2020.js";

/** The JSON pointer of an error. */
export function pointerOf(error: ErrorObject): string {
  const member = error.params.missingProperty ?? error.params.additionalProperty;
  return member === undefined ? error.instancePath : `${error.instancePath}/${escaped(String(member))}`;
}

function escaped(member: string): string {
  return member.replaceAll("~", "~0").replaceAll("/", "~1");
}
