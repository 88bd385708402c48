/** Where in a body a field stands that a use case names: `requestIds`, `job.startsOn`, `skipped/0/reason`. */
interface Shape {
  readonly properties?: Readonly<Record<string, Shape>>;
}

/** The JSON pointer; into a member of the body where the field belongs to what that member holds. */
export function fieldPointer(body: unknown, field: string): string {
  const parts = field.split(/[./]/);
  const within = memberHolding((body ?? {}) as Shape, parts[0]!);
  return `/${[...within, ...parts].map((part) => part.replaceAll("~", "~0").replaceAll("/", "~1")).join("/")}`;
}

function memberHolding({ properties = {} }: Shape, first: string): readonly string[] {
  if (Object.hasOwn(properties, first)) return [];
  const member = Object.keys(properties).find((name) => Object.hasOwn(properties[name]!.properties ?? {}, first));
  return member === undefined ? [] : [member];
}
