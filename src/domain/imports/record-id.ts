/**
 * The id under which an imported record is stored: its own, or one made of the facts that may stand together only once.
 * Promises that two different keys never give the same id: the parts are joined by a sign that stands in none of them.
 */

type Facts = Readonly<Record<string, unknown>>;

/** Facts that make the id, for kinds whose records have none. */
const keyFacts: Readonly<Record<string, readonly string[]>> = {
  ledger: ["targetId", "territory", "year"],
  pin: ["vacancyId", "requestId"],
  struck: ["vacancyId", "requestId"],
  "travel-time": ["fromCommuneCode", "toCommuneCode"],
  person: ["requestId"],
};

/** The id of a record; undefined where a part of it is missing. */
export function recordIdOf(kind: string, facts: Facts): string | undefined {
  const parts = (keyFacts[kind] ?? ["id"]).map((name) => facts[name]);
  const isWhole = parts.every((part) => (typeof part === "string" && part !== "") || typeof part === "number");
  return isWhole
    ? parts.map((part) => String(part).replaceAll("%", "%25").replaceAll("~", "%7e")).join("~")
    : undefined;
}
