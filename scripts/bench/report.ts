/**
 * What the benchmark prints: one table of figures and one of goals per section, as Markdown that also reads well in a terminal.
 */

/** One measured thing. Empty cells are left out. */
export interface FigureRow {
  readonly what: string;
  readonly size: string;
  readonly milliseconds?: number;
  readonly processorMilliseconds?: number;
  readonly mebibytes?: number;
  readonly digest?: string;
  readonly note?: string;
}

/** One goal beside what was reached. */
export interface GoalRow {
  readonly what: string;
  readonly reached: number;
  readonly goal: number;
  /** `least`: the figure must be at least the goal; `most`: at most; `exactly`: neither more nor less. */
  readonly kind: "least" | "most" | "exactly";
  readonly unit: string;
}

/** True when the goal is reached. */
export function isReached({ reached, goal, kind }: GoalRow): boolean {
  if (kind === "exactly") return reached === goal;
  return kind === "least" ? reached >= goal : reached <= goal;
}

/** How many times the figure falls short of its goal; 1 or less when it is reached. */
export function shortfall({ reached, goal, kind }: GoalRow): number {
  return kind === "least" ? goal / reached : reached / goal;
}

/** The figures of one run of the benchmark, and the pages made of them. */
export class Report {
  readonly figures: FigureRow[] = [];
  readonly goals: GoalRow[] = [];
  readonly remarks: string[] = [];
  readonly #say: (line: string) => unknown;

  /** Tells each line as it comes. */
  constructor(say: (line: string) => unknown = (line) => process.stderr.write(line)) {
    this.#say = say;
  }

  figure(row: FigureRow): void {
    this.figures.push(row);
    this.#say(
      `  ${row.size} ${row.what}: ${[time(row.milliseconds), memory(row.mebibytes), row.note].filter(Boolean).join(", ")}\n`,
    );
  }

  goal(row: GoalRow): void {
    this.goals.push(row);
    this.#say(`  goal: ${row.what}: ${number(row.reached)}${row.unit}, wanted ${bound(row)}${verdict(row)}\n`);
  }

  remark(text: string): void {
    this.remarks.push(text);
    this.#say(`  ${text}\n`);
  }

  /** The whole report as Markdown. */
  markdown(): string {
    const figures = this.figures.map((row) => [
      row.size,
      row.what,
      time(row.milliseconds),
      time(row.processorMilliseconds),
      memory(row.mebibytes),
      row.digest?.slice(0, 12) ?? "",
      row.note ?? "",
    ]);
    const goals = this.goals.map((row) => [
      row.what,
      `${number(row.reached)}${row.unit}`,
      bound(row),
      isReached(row) ? "reached" : verdict(row).slice(2),
    ]);
    const missed = this.goals.filter((row) => !isReached(row)).length;
    const verdictLine =
      this.goals.length === 0
        ? ""
        : missed === 0
          ? "All goals are reached."
          : `${missed} of ${this.goals.length} goals are missed.`;
    return [
      table(["size", "what", "time", "processor time", "peak memory", "result", "note"], figures),
      table(["goal", "figure", "wanted", ""], goals),
      verdictLine,
      ...this.remarks.map((remark) => `- ${remark}`),
    ]
      .filter(Boolean)
      .join("\n\n");
  }
}

function bound({ goal, kind, unit }: GoalRow): string {
  return `${kind === "exactly" ? "=" : kind === "least" ? ">=" : "<="} ${number(goal)}${unit}`;
}

function verdict(row: GoalRow): string {
  if (isReached(row)) return ": reached";
  const times = shortfall(row);
  return row.kind !== "exactly" && Number.isFinite(times) ? `: MISSED by ${number(times)} times` : ": MISSED";
}

function time(milliseconds: number | undefined): string {
  if (milliseconds === undefined) return "";
  return milliseconds >= 1_000
    ? `${(milliseconds / 1_000).toFixed(2)} s`
    : `${milliseconds.toFixed(milliseconds < 10 ? 2 : 0)} ms`;
}

function memory(mebibytes: number | undefined): string {
  return mebibytes === undefined ? "" : `${Math.round(mebibytes)} MiB`;
}

/** Digits that matter. */
function number(value: number): string {
  if (Math.abs(value) >= 1_000) return Math.round(value).toLocaleString("en");
  return String(Number(value.toPrecision(3)));
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const widths = head.map((title, i) => Math.max(title.length, 3, ...rows.map((row) => row[i]!.length)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}
