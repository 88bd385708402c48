/** The commands of the committee and of what follows from its decisions. */
import { readPurposes } from "../../domain/persons/read-purposes.ts";
import { decisionKinds, proposalStates } from "../../domain/proposals/proposal-record.ts";
import type { CommandGroup, CommandHeading, CommandWords, OptionWords } from "../command-words.ts";
import { actingOptions } from "./acting-options.ts";

const replies = ["accepted", "refused", "withdrawn", "document-given"] as const;
const expect: OptionWords = { flags: "--expect <version>", description: "cli.expect" };
const agendaOperand = { name: "[agenda]", description: "cli.agenda.which" } as const;

const proposals: CommandWords = {
  name: "proposals",
  description: "cli.proposals",
  operands: [{ name: "[proposal]", description: "cli.proposals.which" }],
  options: [
    { flags: "--vacancy <id>", description: "cli.vacancy" },
    { flags: "--state <state>", description: "cli.proposals.state", choices: proposalStates },
    { flags: "--departement <code>", description: "cli.proposals.departement" },
    { flags: "--purpose <code>", description: "cli.proposals.purpose", choices: readPurposes },
    { flags: "--all", description: "cli.allocate.all" },
    ...actingOptions,
  ],
  examples: ["proposals", "proposals V-LAON-1-02", "proposals --state deferred"],
  run: async (asked) => (await import("./proposals-command.ts")).proposalsCommand(asked),
};

const agenda: CommandGroup = {
  name: "agenda",
  description: "cli.agenda",
  examples: ["agenda open 2026-11-24", "agenda attend --present m1,m2,m3", "agenda close"],
  commands: [
    {
      name: "open",
      description: "cli.agenda.open",
      operands: [
        { name: "<day>", description: "cli.agenda.day" },
        { name: "[proposals...]", description: "cli.agenda.proposals" },
      ],
      options: actingOptions,
      examples: ["agenda open 2026-11-24", "agenda open 2026-11-24 V-LAON-1-01 V-LAON-1-02"],
      run: async (asked) => (await import("./agenda-command.ts")).agendaOpenCommand(asked),
    },
    {
      name: "attend",
      description: "cli.agenda.attend",
      operands: [agendaOperand],
      options: [
        { flags: "--present <ids>", description: "cli.agenda.present", isNeeded: true },
        { flags: "--absent <ids>", description: "cli.agenda.absent" },
        expect,
        ...actingOptions,
      ],
      examples: ["agenda attend --present m1,m2,m3 --absent m4"],
      run: async (asked) => (await import("./agenda-command.ts")).agendaAttendCommand(asked),
    },
    {
      name: "withdraw",
      description: "cli.agenda.withdraw",
      operands: [agendaOperand],
      options: [
        { flags: "--vacancy <id>", description: "cli.vacancy", isNeeded: true },
        { flags: "--ground <code>", description: "cli.agenda.ground", isNeeded: true },
        { flags: "--member <id>", description: "cli.agenda.member" },
        expect,
        ...actingOptions,
      ],
      examples: ["agenda withdraw --vacancy V-LAON-1-02 --ground family-tie --as m2"],
      run: async (asked) => (await import("./agenda-command.ts")).agendaWithdrawCommand(asked),
    },
    {
      name: "close",
      description: "cli.agenda.close",
      operands: [agendaOperand],
      options: [{ flags: "--put-back <ids>", description: "cli.agenda.put-back" }, expect, ...actingOptions],
      examples: ["agenda close", "agenda close --put-back V-LAON-1-03,V-LAON-1-04", "agenda close --put-back all"],
      run: async (asked) => (await import("./agenda-command.ts")).agendaCloseCommand(asked),
    },
    {
      name: "show",
      description: "cli.agenda.show",
      operands: [agendaOperand],
      options: actingOptions,
      examples: ["agenda show"],
      run: async (asked) => (await import("./agenda-command.ts")).agendaShowCommand(asked),
    },
    {
      name: "list",
      description: "cli.agenda.list",
      options: actingOptions,
      examples: ["agenda list"],
      run: async (asked) => (await import("./agenda-command.ts")).agendaListCommand(asked),
    },
  ],
};

const decide: CommandWords = {
  name: "decide",
  description: "cli.decide",
  operands: [
    { name: "<proposal>", description: "cli.decide.proposal" },
    { name: "<kind>", description: "cli.decide.kind", choices: decisionKinds },
  ],
  options: [
    { flags: "--requests <ids>", description: "cli.decide.requests" },
    { flags: "--reason <code>", description: "cli.decide.reason" },
    { flags: "--text <text>", description: "cli.decide.text" },
    { flags: "--skip <ids>", description: "cli.decide.skip" },
    expect,
    ...actingOptions,
  ],
  examples: ["decide V-LAON-1-02 confirm --as m1", "cli.example.decide-replace", "cli.example.decide-defer"],
  run: async (asked) => (await import("./decide-command.ts")).decideCommand(asked),
};

const second: CommandWords = {
  name: "second",
  description: "cli.second",
  operands: [{ name: "<decision>", description: "cli.second.decision" }],
  options: [
    { flags: "--cancel", description: "cli.second.cancel" },
    { flags: "--text <text>", description: "cli.decide.text" },
    expect,
    ...actingOptions,
  ],
  examples: ["second V-LAON-1-02 --as m2"],
  run: async (asked) => (await import("./decide-command.ts")).secondCommand(asked),
};

const onDay: OptionWords = { flags: "--on <day>", description: "cli.on-day" };
const ofDesignation = { name: "<designation>", description: "cli.designation.which" } as const;
const ofRequest = { name: "<request>", description: "cli.request" } as const;

const designate: CommandWords = {
  name: "designate",
  description: "cli.designate",
  operands: [{ name: "<decision>", description: "cli.second.decision" }],
  options: [{ flags: "--end", description: "cli.designate.end" }, ...actingOptions],
  examples: ["designate V-LAON-1-02"],
  run: async (asked) => (await import("./designation-command.ts")).designateCommand(asked),
};

const certificate: CommandWords = {
  name: "certificate",
  description: "cli.certificate",
  operands: [{ name: "<decision>", description: "cli.second.decision" }],
  options: actingOptions,
  examples: ["certificate V-60159-04"],
  run: async (asked) => (await import("./designation-command.ts")).certificateCommand(asked),
};

const answer: CommandWords = {
  name: "answer",
  description: "cli.answer",
  operands: [ofDesignation, { name: "<answers...>", description: "cli.answer.answers" }],
  options: [
    onDay,
    { flags: "--text <text>", description: "cli.answer.text" },
    { flags: "--until <day>", description: "cli.answer.until" },
    { flags: "--offer-days <number>", description: "cli.answer.offer-days" },
    expect,
    ...actingOptions,
  ],
  examples: [
    "answer V-59350-02 ETCA=awarded-ranked:1 F29U=awarded-ranked:2 Q7BM=not-awarded:file-incomplete --text ...",
    "answer V-LAON-1-02 EHVP=accepted-by-owner",
  ],
  run: async (asked) => (await import("./designation-command.ts")).answerCommand(asked),
};

const reply: CommandWords = {
  name: "reply",
  description: "cli.reply",
  operands: [ofDesignation, ofRequest, { name: "<reply>", description: "cli.reply.reply", choices: replies }],
  options: [onDay, expect, ...actingOptions],
  examples: ["reply V-LAON-1-02 EHVP accepted"],
  run: async (asked) => (await import("./designation-command.ts")).replyCommand(asked),
};

const lease: CommandWords = {
  name: "lease",
  description: "cli.lease",
  operands: [ofDesignation, ofRequest],
  options: [onDay, expect, ...actingOptions],
  examples: ["lease V-LAON-1-02 EHVP --on 2026-12-15"],
  run: async (asked) => (await import("./designation-command.ts")).leaseCommand(asked),
};

/** From proposals to a lease. */
export const committeeCommands: CommandHeading = {
  heading: "cli.heading.committee",
  commands: [proposals, agenda, decide, second, certificate, designate, answer, reply, lease],
};
