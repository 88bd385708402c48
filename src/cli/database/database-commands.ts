/** The commands on a database, under the headings of the help. */
import type { CommandHeading } from "../command-words.ts";
import { accountCommands } from "./account-commands.ts";
import { committeeCommands } from "./committee-commands.ts";
import { keepingCommands } from "./keeping-commands.ts";
import { nightCommands } from "./night-commands.ts";
import { requestCommands } from "./request-commands.ts";

/** All of them. */
export const databaseCommands: readonly CommandHeading[] = [
  nightCommands,
  requestCommands,
  committeeCommands,
  accountCommands,
  keepingCommands,
];
