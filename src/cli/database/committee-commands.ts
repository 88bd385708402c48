/** The commands of the committee and of what follows from its decisions. */
import { decisionKinds, proposalStates } from "../../domain/proposals/proposal-record.ts";
import type { CommandGroup, CommandHeading, CommandWords, OptionWords } from "../command-words.ts";
import { actingOptions } from "./acting-options.ts";

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
      examples: ["agenda close", "agenda close --put-back V-LAON-1-03,V-LAON-1-04"],
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

/** From proposals to a lease. */
export const committeeCommands: CommandHeading = {
  heading: "cli.heading.committee",
  commands: [proposals, agenda, decide, second],
};
