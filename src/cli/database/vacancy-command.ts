/** `contingent vacancies`: a dwelling declared free, its clock extended, the vacancy taken back. */
import { declareVacancy } from "../../app/declare-vacancy.ts";
import { extendVacancy } from "../../app/extend-vacancy.ts";
import { withdrawVacancy } from "../../app/withdraw-vacancy.ts";
import { formatDay } from "../../texts/format.ts";
import type { Asked } from "../command-words.ts";
import { CommandProblem, exitCodes } from "../terminal.ts";
import { acting } from "./acting.ts";
import { findRecord } from "./find-record.ts";
import { dayAsked, versionAsked } from "./operands.ts";

interface DeclareOptions {
  readonly available?: string;
  readonly landlord?: string;
  readonly right?: string;
  readonly designateBy?: string;
  readonly temporaryUntil?: string;
}

export async function vacancyDeclareCommand(asked: Asked): Promise<number> {
  const { operands, terminal } = asked;
  const { available = "", landlord, right, designateBy, temporaryUntil }: DeclareOptions = asked.options;
  if (landlord === undefined && right === undefined)
    throw new CommandProblem(exitCodes.wrongInput, [terminal.say("problem.landlord-or-right")]);
  const command = {
    dwellingId: String(operands[0]),
    availableOn: dayAsked(available, terminal),
    ...(landlord === undefined ? {} : { landlordId: landlord }),
    ...(right === undefined ? {} : { rightId: right }),
    ...(designateBy === undefined ? {} : { designateBy: dayAsked(designateBy, terminal) }),
    ...(temporaryUntil === undefined ? {} : { temporaryUntil: dayAsked(temporaryUntil, terminal) }),
  };
  const declared = await acting(asked, "declare-vacancy", ({ context, actor }) =>
    declareVacancy(context, actor, command),
  );
  if (terminal.isJson) terminal.print(JSON.stringify(declared));
  else {
    const { vacancyId: id, state, rightId, designateBy: day } = declared;
    const values = { id, right: rightId, day: formatDay(day, terminal.language) };
    terminal.print(terminal.say("vacancies.declared", { ...values, state: terminal.say(`record-state.${state}`) }));
  }
  return exitCodes.done;
}

export async function vacancyExtendCommand(asked: Asked): Promise<number> {
  const { operands, terminal } = asked;
  const { expect } = asked.options as { readonly expect?: string };
  const vacancyId = String(operands[0]);
  const extended = await acting(asked, "extend-vacancy", async ({ context, actor }) => {
    const vacancy = await findRecord(context, "vacancy", vacancyId);
    return extendVacancy(context, actor, { vacancyId, expected: versionAsked(expect, vacancy, terminal) });
  });
  const day = formatDay(extended.designateBy, terminal.language);
  if (terminal.isJson) terminal.print(JSON.stringify({ vacancyId, ...extended }));
  else terminal.print(terminal.say("vacancies.extended", { id: vacancyId, day }));
  return exitCodes.done;
}

export async function vacancyWithdrawCommand(asked: Asked): Promise<number> {
  const { operands, terminal } = asked;
  const { reason = "", expect } = asked.options as { readonly reason?: string; readonly expect?: string };
  const vacancyId = String(operands[0]);
  const withdrawn = await acting(asked, "withdraw-vacancy", async ({ context, actor }) => {
    const vacancy = await findRecord(context, "vacancy", vacancyId);
    return withdrawVacancy(context, actor, { vacancyId, expected: versionAsked(expect, vacancy, terminal), reason });
  });
  if (terminal.isJson) terminal.print(JSON.stringify({ vacancyId, ...withdrawn }));
  else {
    terminal.print(terminal.say("vacancies.withdrawn", { id: vacancyId }));
    const requests = withdrawn.releasedRequestIds.join(", ");
    if (requests !== "") terminal.print(terminal.say("vacancies.released", { requests }));
  }
  return exitCodes.done;
}
