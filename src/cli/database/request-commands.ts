/** The commands of employers and landlords, and of the secretary for them: requests, proofs, vacancies. */
import { vacancyWithdrawalReasons } from "../../domain/dwellings/vacancy-end.ts";
import { requestSchema } from "../../domain/facts/request.ts";
import { proofRefusalReasons } from "../../domain/persons/judged-proof.ts";
import { deregistrationReasons, mergeReasons, requestWithdrawalReasons } from "../../domain/requests/request-end.ts";
import type { CommandGroup, CommandHeading, OptionWords } from "../command-words.ts";
import { actingOptions } from "./acting-options.ts";

const proofCodes = requestSchema.properties.validatedProofs.items.enum;
const deregistrationCodes = Object.keys(deregistrationReasons);
const expect: OptionWords = { flags: "--expect <version>", description: "cli.expect" };
/** What becomes of a file: kept whole where neither is asked. */
const rowModes: readonly OptionWords[] = [
  { flags: "--check", description: "cli.rows.check" },
  { flags: "--good-rows-only", description: "cli.rows.good-only" },
];
const requestId = { name: "<request>", description: "cli.request" } as const;

const requests: CommandGroup = {
  name: "requests",
  description: "cli.requests-on-database",
  examples: ["cli.example.submit", "requests renew 7QX1"],
  commands: [
    {
      name: "submit",
      description: "cli.requests.submit",
      operands: [{ name: "<file>", description: "cli.requests.file" }],
      options: [{ flags: "--draft", description: "cli.requests.draft" }, ...actingOptions],
      examples: ["cli.example.submit"],
      run: async (asked) => (await import("./request-command.ts")).submitCommand(asked),
    },
    {
      name: "import",
      description: "cli.requests.import",
      operands: [{ name: "<file>", description: "cli.requests.rows" }],
      options: [{ flags: "--employer <id>", description: "cli.requests.employer" }, ...rowModes, ...actingOptions],
      examples: ["requests import salaries.csv --check"],
      run: async (asked) => (await import("./import-rows-command.ts")).requestsImportCommand(asked),
    },
    {
      name: "amend",
      description: "cli.requests.amend",
      operands: [{ name: "<file>", description: "cli.requests.file" }],
      options: [expect, ...actingOptions],
      examples: ["cli.example.amend"],
      run: async (asked) => (await import("./request-command.ts")).amendCommand(asked),
    },
    {
      name: "renew",
      description: "cli.requests.renew",
      operands: [requestId],
      options: [{ flags: "--on <day>", description: "cli.requests.on" }, expect, ...actingOptions],
      examples: ["requests renew 7QX1"],
      run: async (asked) => (await import("./request-command.ts")).renewCommand(asked),
    },
    {
      name: "withdraw",
      description: "cli.requests.withdraw",
      operands: [requestId],
      options: [
        {
          flags: "--reason <code>",
          description: "cli.requests.reason",
          choices: requestWithdrawalReasons,
          isNeeded: true,
        },
        expect,
        ...actingOptions,
      ],
      examples: [`requests withdraw 7QX1 --reason ${requestWithdrawalReasons[0]}`],
      run: async (asked) => (await import("./request-command.ts")).withdrawCommand(asked),
    },
    {
      name: "deregister",
      description: "cli.requests.deregister",
      operands: [requestId],
      options: [
        {
          flags: "--reason <code>",
          description: "cli.requests.deregister-reason",
          choices: deregistrationCodes,
          isNeeded: true,
        },
        { flags: "--warned-on <day>", description: "cli.requests.warned-on" },
        expect,
        ...actingOptions,
      ],
      examples: [`requests deregister 7QX1 --reason ${deregistrationCodes[0]}`],
      run: async (asked) => (await import("./request-command.ts")).deregisterCommand(asked),
    },
    {
      name: "merge",
      description: "cli.requests.merge",
      operands: [
        { name: "<kept>", description: "cli.requests.kept" },
        { name: "<other>", description: "cli.requests.other" },
      ],
      options: [
        {
          flags: "--reason <code>",
          description: "cli.requests.merge-reason",
          choices: Object.values(mergeReasons).flat(),
          isNeeded: true,
        },
        { flags: "--keep-apart", description: "cli.requests.keep-apart" },
        ...actingOptions,
      ],
      examples: ["requests merge 7QX1 2MR8 --reason same-household"],
      run: async (asked) => (await import("./request-command.ts")).mergeCommand(asked),
    },
    {
      name: "why-not",
      description: "cli.requests.why-not",
      operands: [requestId],
      options: [{ flags: "--run <id>", description: "cli.requests.run" }, ...actingOptions],
      examples: ["requests why-not 7QX1"],
      run: async (asked) => (await import("./why-not-request-command.ts")).whyNotRequestCommand(asked),
    },
  ],
};

const proofs: CommandGroup = {
  name: "proofs",
  description: "cli.proofs",
  examples: ["proofs record 7QX1 tax-notice"],
  commands: [
    {
      name: "record",
      description: "cli.proofs.record",
      operands: [requestId, { name: "<code>", description: "cli.proofs.code", choices: proofCodes }],
      options: [
        { flags: "--issued-on <day>", description: "cli.proofs.issued-on" },
        { flags: "--valid-until <day>", description: "cli.proofs.valid-until" },
        ...actingOptions,
      ],
      examples: ["proofs record 7QX1 tax-notice --issued-on 2026-09-01"],
      run: async (asked) => (await import("./proof-command.ts")).proofRecordCommand(asked),
    },
    {
      name: "judge",
      description: "cli.proofs.judge",
      operands: [
        { name: "<proof>", description: "cli.proofs.proof" },
        { name: "<verdict>", description: "cli.proofs.verdict", choices: ["validated", "refused"] },
      ],
      options: [
        { flags: "--reason <code>", description: "cli.proofs.reason", choices: proofRefusalReasons },
        { flags: "--valid-until <day>", description: "cli.proofs.valid-until" },
        expect,
        ...actingOptions,
      ],
      examples: ["proofs judge 5h2k0v9q8x7m3n1r4t6w8y0z2b validated"],
      run: async (asked) => (await import("./proof-command.ts")).proofJudgeCommand(asked),
    },
  ],
};

const vacancyId = { name: "<vacancy>", description: "cli.vacancy" } as const;

const vacancies: CommandGroup = {
  name: "vacancies",
  description: "cli.vacancies",
  examples: ["vacancies declare L-LAON-1-02 --available 2027-02-01 --landlord proprietaire-laon-1"],
  commands: [
    {
      name: "declare",
      description: "cli.vacancies.declare",
      operands: [{ name: "<dwelling>", description: "cli.vacancies.dwelling" }],
      options: [
        { flags: "--available <day>", description: "cli.vacancies.available", isNeeded: true },
        { flags: "--landlord <id>", description: "cli.vacancies.landlord" },
        { flags: "--right <id>", description: "cli.vacancies.right" },
        { flags: "--designate-by <day>", description: "cli.vacancies.designate-by" },
        { flags: "--temporary-until <day>", description: "cli.vacancies.temporary-until" },
        ...actingOptions,
      ],
      examples: ["vacancies declare L-LAON-1-02 --available 2027-02-01 --landlord proprietaire-laon-1"],
      run: async (asked) => (await import("./vacancy-command.ts")).vacancyDeclareCommand(asked),
    },
    {
      name: "import",
      description: "cli.vacancies.import",
      operands: [{ name: "<file>", description: "cli.vacancies.rows" }],
      options: [...rowModes, ...actingOptions],
      examples: ["vacancies import logements.csv --good-rows-only"],
      run: async (asked) => (await import("./import-rows-command.ts")).vacanciesImportCommand(asked),
    },
    {
      name: "extend",
      description: "cli.vacancies.extend",
      operands: [vacancyId],
      options: [expect, ...actingOptions],
      examples: ["vacancies extend V-LAON-1-02"],
      run: async (asked) => (await import("./vacancy-command.ts")).vacancyExtendCommand(asked),
    },
    {
      name: "withdraw",
      description: "cli.vacancies.withdraw",
      operands: [vacancyId],
      options: [
        {
          flags: "--reason <code>",
          description: "cli.requests.reason",
          choices: vacancyWithdrawalReasons,
          isNeeded: true,
        },
        expect,
        ...actingOptions,
      ],
      examples: [`vacancies withdraw V-LAON-1-02 --reason ${vacancyWithdrawalReasons[0]}`],
      run: async (asked) => (await import("./vacancy-command.ts")).vacancyWithdrawCommand(asked),
    },
  ],
};

/** Who asks, and what is free. */
export const requestCommands: CommandHeading = {
  heading: "cli.heading.requests",
  commands: [requests, proofs, vacancies],
};
