/** The id of the control with this name, which problems link to. */
export function fieldId(name: string): string {
  return `f-${name.replace(/[^A-Za-z0-9-]+/g, "-")}`;
}
