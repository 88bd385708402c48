/** The options that every command on a database takes. */
import { humanRoles } from "../../domain/access/actor.ts";
import type { OptionWords } from "../command-words.ts";

/** Where the database is, who acts, and in which form the answer is wanted. */
export const actingOptions: readonly OptionWords[] = [
  { flags: "--database <place>", description: "cli.database" },
  { flags: "--as <id>", description: "cli.as" },
  { flags: "--role <role>", description: "cli.role", choices: humanRoles },
  { flags: "--json", description: "cli.json" },
];
