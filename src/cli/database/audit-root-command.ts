/** `contingent audit root`: one line a day, to be kept where the database's owner cannot change it. */
import { recordAuditRoot, recordedRoots } from "../../app/record-audit-root.ts";
import { rootLine } from "../../domain/audit/day-root.ts";
import type { Asked } from "../command-words.ts";
import { exitCodes } from "../terminal.ts";
import { acting } from "./acting.ts";
import { dayAsked } from "./operands.ts";

export async function auditRootCommand(asked: Asked): Promise<number> {
  const { terminal } = asked;
  const { day } = asked.options as { readonly day?: string };
  const wanted = day === undefined ? undefined : dayAsked(day, terminal);
  const roots = await acting(
    asked,
    "record-audit-root",
    async ({ context, actor }) => {
      await recordAuditRoot(context, actor);
      return (await recordedRoots(context)).filter((root) => wanted === undefined || root.day === wanted);
    },
    { isSealed: true },
  );
  if (terminal.isJson) terminal.print(JSON.stringify(roots));
  else for (const root of roots) terminal.print(rootLine(root));
  if (roots.length === 0) terminal.note(terminal.say(wanted === undefined ? "audit.no-root" : "audit.no-root-of-day"));
  return exitCodes.done;
}
