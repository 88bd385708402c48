/** The order of texts everywhere in the product: by UTF-16 code unit, without locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
