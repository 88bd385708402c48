/**
 * A table that people open in a spreadsheet: semicolons and a byte-order mark, as French spreadsheets want it, and no cell that a spreadsheet would
 * take for a formula. Whatever was typed by somebody leaves as text.
 */

const MARK = "\ufeff";
const SEPARATOR = ";";

/** The table with its headings. */
export function csvTable(head: readonly string[], rows: Iterable<readonly (string | number)[]>): string {
  return [csvHead(head), ...csvRows(rows)].join("");
}

/** The first line, with the mark that says how the file is coded. */
export function csvHead(head: readonly string[]): string {
  return `${MARK}${line(head)}`;
}

/** The other lines, one by one. */
export function* csvRows(rows: Iterable<readonly (string | number)[]>): Iterable<string> {
  for (const row of rows) yield line(row);
}

function line(cells: readonly (string | number)[]): string {
  return `${cells.map(cellText).join(SEPARATOR)}\r\n`;
}

/** A cell. A text that begins as a formula does is given an apostrophe, which spreadsheets show as text. Source: OWASP, CSV injection. */
export function cellText(value: string | number): string {
  if (typeof value === "number") return String(value);
  const text = /^\s*[=+\-@\t\r＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[";\n\r,]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
