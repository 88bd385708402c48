/**
 * A process that commits as fast as it can until it is killed. Each commit writes several records of several kinds, one of them again and again,
 * with its audit entry and a notice, and is acknowledged by a line on stdout: the instant it returns and not before.
 */
import { writeSync } from "node:fs";
import { commit, create, replace, type Write } from "../../src/app/commit.ts";
import { newPerson } from "../../src/app/persons/person-keys.ts";
import type { Context } from "../../src/app/ports.ts";
import type { Request } from "../../src/domain/facts/request.ts";
import { noticesOf } from "../../src/domain/notices/notices-of.ts";
import { everywhere } from "./torture-context.ts";

/** What a commit acknowledged: its sequence, one record it wrote, and how many it wrote. */
export interface Acknowledged {
  readonly sequence: number;
  readonly marker: string;
  readonly count: number;
}

/** An acknowledgement as one line. */
export function acknowledgement({ sequence, marker, count }: Acknowledged): string {
  return `${sequence} ${marker} ${count}\n`;
}

/** Reads such a line; undefined where the writer was killed in the middle of it. */
export function readAcknowledgement(line: string): Acknowledged | undefined {
  const parts = /^(\d+) (\S+) (\d+)$/.exec(line);
  return parts ? { sequence: Number(parts[1]), marker: parts[2]!, count: Number(parts[3]) } : undefined;
}

/** Commits until the process ends. */
export async function commitForEver(context: Context, worker: string): Promise<never> {
  for (let n = 0; ; n++) {
    const marker = `${worker}-${n}`;
    const event = { type: "run-refused", runId: marker, asOf: "2026-11-23", findings: 1, problems: 0 } as const;
    const writes = await writesOf(context, worker, n, marker);
    const { sequence } = await commit(context, {
      actor: everywhere(worker, "operator"),
      command: "declare-facts",
      events: [event],
      writes,
    });
    writeSync(1, acknowledgement({ sequence, marker, count: writes.length + noticesOf(event).length }));
  }
}

async function writesOf(context: Context, worker: string, n: number, marker: string): Promise<Write[]> {
  const counter = await context.store.get("employer", `counter-${worker}`);
  const facts = { id: `counter-${worker}`, sector: "public", employees: n } as const;
  const { personId, key, writes } = newPerson(context, { familyName: "Inventée", givenNames: `${worker} ${n}` });
  const request: Request = {
    id: marker,
    kind: "first-request",
    filedOn: "2026-01-01",
    validUntil: "2027-01-01",
    household: { persons: [{ role: "applicant" }] },
    job: {},
  };
  return [
    ...Array.from({ length: n % 5 }, (_, i) =>
      create("landlord", `${marker}-${i}`, { facts: { id: `${marker}-${i}`, kind: "social" } }),
    ),
    create("landlord", marker, { facts: { id: marker, kind: "social" } }),
    ...writes,
    create(
      "request",
      marker,
      { state: "active", personId, submittedBy: worker, submittedAt: context.clock.now(), facts: request },
      key,
    ),
    counter ? replace(counter, { facts }) : create("employer", facts.id, { facts }),
  ];
}
