/** Messages made from schemas, and what is made wrong in them. Seeded: the same seed makes the same messages. */

/** A generator of numbers from 0 to 1, by mulberry32. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One of several. */
export function oneOf<T>(random: () => number, values: readonly T[]): T {
  return values[Math.floor(random() * values.length)]!;
}

interface Shape {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly items?: Shape;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Shape[];
}

/** A message that mostly has the shape. */
export function messageOf(schema: object, random: () => number, ids: readonly string[]): unknown {
  const {
    anyOf,
    enum: values,
    const: only,
    type,
    items,
    minItems = 0,
    properties = {},
    required = [],
    ...rest
  } = schema as Shape;
  if (anyOf) return messageOf(oneOf(random, anyOf), random, ids);
  if (only !== undefined) return only;
  if (values) return oneOf(random, values);
  switch (Array.isArray(type) ? type[0] : type) {
    case "object": {
      const members = Object.entries(properties).filter(([name]) => required.includes(name) || random() < 0.4);
      return Object.fromEntries(members.map(([name, member]) => [name, messageOf(member, random, ids)]));
    }
    case "array":
      return Array.from({ length: minItems + Math.floor(random() * 3) }, () => messageOf(items ?? {}, random, ids));
    case "integer":
    case "number":
      return (
        (rest.minimum ?? 0) + Math.floor(random() * Math.min((rest.maximum ?? 1_000) - (rest.minimum ?? 0) + 1, 50))
      );
    case "boolean":
      return random() < 0.5;
    default:
      return textOf(rest, random, ids);
  }
}

const days = ["2026-11-23", "2026-11-24", "2026-12-01", "2025-02-28", "2030-01-01"];

function textOf({ format, pattern = "" }: Shape, random: () => number, ids: readonly string[]): string {
  if (format === "date") return oneOf(random, days);
  if (format === "email") return "invented@example.invalid";
  if (format === "uri") return "https://example.invalid/calls";
  if (pattern.startsWith("^[A-Za-z0-9]")) return oneOf(random, ids);
  if (pattern.startsWith("^[0-9][0-9AB][0-9]")) return oneOf(random, ["02408", "02691", "59350"]);
  if (pattern.startsWith("^([0-9]")) return oneOf(random, ["02", "59", "2A", "971"]);
  return oneOf(random, ["one-word", "family", "texte inventé", "x"]);
}

/** Values that are wrong almost everywhere, or that a careless program stumbles over. */
const hostile: readonly (() => unknown)[] = [
  () => null,
  () => ({ $ne: null }),
  () => ({ $gt: "", $where: "sleep(1000)" }),
  () => JSON.parse('{"__proto__":{"isAdmin":true}}'),
  () => ({ constructor: { prototype: { isAdmin: true } } }),
  () => [],
  () => [[[[[[]]]]]],
  () => "",
  () => " ",
  () => "x".repeat(20_000),
  () => "\u0000",
  () => "\ud800",
  () => "\u202eright to left",
  () => "é".repeat(300),
  () => "' OR '1'='1'; DROP TABLE request; --",
  () => "<script>alert(1)</script>",
  () => "=1+1",
  () => "../../etc/passwd",
  () => "%00%2e%2e",
  () => "2026-02-30",
  () => "0000-00-00",
  () => "9999-12-31",
  () => "-0001-01-01",
  () => "Infinity",
  () => -1,
  () => 0,
  () => 1.5,
  () => 1e308,
  () => -1e308,
  () => Number.MAX_SAFE_INTEGER + 2,
  () => 2_000_000_000,
  () => true,
  () => "constructor",
  () => "__proto__",
  () => "hasOwnProperty",
  () => Array.from({ length: 2_000 }, (_, n) => n),
];

/** The message with one thing changed somewhere: another type, a member less or more, an extreme or hostile value. */
export function mutated(message: unknown, random: () => number): unknown {
  const strange = oneOf(random, hostile)();
  if (typeof message !== "object" || message === null || random() < 0.15) return strange;
  if (Array.isArray(message)) {
    if (message.length === 0 || random() < 0.3) return [...message, strange];
    const at = Math.floor(random() * message.length);
    if (random() < 0.2) return [...message, ...message];
    return message.map((item, place) => (place === at ? mutated(item, random) : item));
  }
  const names = Object.keys(message);
  const fate = random();
  if (names.length === 0 || fate < 0.15) {
    const name = oneOf(random, ["unknown", "__proto__", "constructor", "$where", "", "id", "a/b~c", "é"]);
    return Object.fromEntries([...Object.entries(message), [name, strange]]);
  }
  const name = oneOf(random, names);
  if (fate < 0.3) return Object.fromEntries(Object.entries(message).filter(([other]) => other !== name));
  const changed = Object.entries(message).map(([other, value]) => [
    other,
    other === name ? mutated(value, random) : value,
  ]);
  return Object.fromEntries(changed);
}

/** What stands in a path or a query where something else is expected. */
export function strangeWord(random: () => number): string {
  const value = oneOf(random, hostile)();
  const text = typeof value === "string" ? value : JSON.stringify(value);
  try {
    return random() < 0.1 ? "%E0%A4%A" : encodeURIComponent(text.slice(0, 400));
  } catch {
    return "%EF%BF%BD";
  }
}
