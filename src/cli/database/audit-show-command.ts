/** `contingent audit show`: who did what, when, and which values changed. */
import type { Kind } from "../../app/kinds.ts";
import { showAudit } from "../../app/show-audit.ts";
import type { AuditEntry, RecordChange, ValueChange } from "../../domain/audit/audit-entry.ts";
import { wordsOf } from "../../texts/words-of.ts";
import type { Asked } from "../command-words.ts";
import { exitCodes, type Terminal } from "../terminal.ts";
import { acting } from "./acting.ts";
import { recordAsked, wholeNumber } from "./operands.ts";

export async function auditShowCommand(asked: Asked): Promise<number> {
  const { options, terminal } = asked;
  const { from, record } = options as { readonly from?: string; readonly record?: string };
  const wanted = {
    ...(from === undefined ? {} : { from: wholeNumber(from, "--from", terminal) }),
    ...(record === undefined ? {} : { record: recordAsked(record, terminal) }),
  };
  return acting(
    asked,
    "verify-audit",
    async ({ context, actor }) => {
      let count = 0;
      for await (const entries of showAudit(context, actor, wanted)) {
        for (const entry of entries) {
          count++;
          if (terminal.isJson) terminal.print(JSON.stringify(entry));
          else printEntry(entry, wanted.record, terminal);
        }
      }
      if (count === 0 && !terminal.isJson) terminal.print(terminal.say("audit.empty"));
      return exitCodes.done;
    },
    { isSealed: true },
  );
}

/** Records told of one entry; programs get all. */
const changesShown = 12;

function printEntry(
  entry: AuditEntry,
  record: { readonly kind: Kind; readonly id: string } | undefined,
  terminal: Terminal,
): void {
  const { sequence, at, actorId, roles, command, purpose, rows, changes = [] } = entry;
  const values = {
    sequence,
    at,
    actor: actorId,
    roles: wordsOf("role", roles, terminal.language),
    command: wordsOf("use-case", [command], terminal.language),
  };
  terminal.print(terminal.paint("bold", terminal.say("audit.line", values)));
  if (purpose !== undefined) terminal.print(`  ${terminal.say("audit.purpose", { purpose })}`);
  const shown = record ? changes.filter(({ kind, id }) => kind === record.kind && id === record.id) : changes;
  if (shown.length === 0 && rows.count > 0) terminal.print(`  ${terminal.say("audit.rows", { count: rows.count })}`);
  for (const change of shown.slice(0, changesShown)) printChange(change, terminal);
  const more = shown.length - changesShown;
  if (more > 0) terminal.print(`  ${terminal.say("audit.more", { count: more })}`);
}

function printChange({ kind, id, version, values = [], personId }: RecordChange, terminal: Terminal): void {
  const sealed =
    personId === undefined ? "" : `  ${terminal.paint("dim", terminal.say("audit.sealed", { person: personId }))}`;
  terminal.print(`  ${wordsOf("kind", [kind], terminal.language)} ${id} (${version})${sealed}`);
  for (const value of values) terminal.print(`    ${value.pointer}: ${valueText(value, terminal)}`);
}

const LONGEST_VALUE = 80;

function valueText({ before, after }: ValueChange, terminal: Terminal): string {
  const text = (value: unknown) => {
    if (value === undefined) return terminal.say("audit.absent");
    const whole = JSON.stringify(value);
    return whole.length > LONGEST_VALUE ? `${whole.slice(0, LONGEST_VALUE)}…` : whole;
  };
  return before === undefined ? text(after) : `${text(before)} → ${text(after)}`;
}
