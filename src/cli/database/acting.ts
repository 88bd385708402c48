/** What every command on a database does first: read the configuration, open the product, say who acts; and close it after. */
import { userInfo } from "node:os";
import type { Context } from "../../app/ports.ts";
import { type Config, readConfig } from "../../config.ts";
import { type Opening, openProduct } from "../../container.ts";
import type { Actor, Role } from "../../domain/access/actor.ts";
import { type Command, permissions } from "../../domain/access/permissions.ts";
import type { Asked } from "../command-words.ts";
import { CommandProblem, exitCodes } from "../terminal.ts";

/** What a command works with. */
export interface Acting {
  readonly context: Context;
  readonly actor: Actor;
  readonly config: Config;
}

/** Runs a step on the product that the environment and the options name, and closes it whatever happens. */
export async function acting<T>(
  asked: Asked,
  command: Command,
  step: (acting: Acting) => Promise<T>,
  how: Pick<Opening, "mayCreate" | "isSealed"> = {},
): Promise<T> {
  const { terminal, around } = asked;
  const config = configOf(asked);
  const product = await openProduct(config, {
    ...how,
    writeLog: (line) => around.err.write(line),
    ...(around.clock ? { clock: around.clock } : {}),
  });
  try {
    if (product.newKeyFile !== undefined)
      terminal.note(terminal.say("database.new-key", { file: product.newKeyFile, database: config.database }));
    return await step({ context: product.context, actor: actorOf(config, command), config });
  } finally {
    await product.close();
  }
}

/** Options that people typed in place of a variable. */
const optionNames: Readonly<Partial<Record<string, string>>> = { actor: "--as", port: "--port", host: "--host" };

/** The configuration with what the command says itself. Throws: a `CommandProblem` with everything wrong in it. */
export function configOf({ options, terminal, around }: Asked): Config {
  const { database, as: actor, role, rules, port, host } = options as Readonly<Record<string, string | undefined>>;
  const said = { database, actor, role, rules, port, host };
  const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  const { config, problems } = readConfig(around.environment, given as Partial<Record<keyof Config, string>>);
  if (config) return config;
  const lines = problems.map(({ code, member, variable, sent, allowed }) => {
    const option = Object.hasOwn(given, member) ? optionNames[member] : undefined;
    return terminal.say(`config.${code}`, { variable: option ?? variable, sent, allowed });
  });
  throw new CommandProblem(exitCodes.wrongInput, lines, problems);
}

/** The role in which a command is used where none was named: the first of these that may. */
const customary: readonly Role[] = ["operator", "dpo", "committee", "secretary", "rules", "hr", "landlord"];

/** Who acts. Whoever holds the database holds all of it, so the scope is everything; the role is still asked. */
export function actorOf(config: Pick<Config, "actor" | "role">, command: Command): Actor {
  const allowed = Object.keys(permissions[command].roles);
  const role = config.role ?? customary.find((one) => allowed.includes(one)) ?? "operator";
  return {
    id: config.actor ?? loginName(),
    roles: [role],
    scope: { employerIds: "all", landlordIds: "all", departementCodes: "all" },
  };
}

/** The name under which somebody is logged in to the machine, as an id. */
function loginName(): string {
  try {
    const name = userInfo().username.replace(/[^A-Za-z0-9._-]/g, "-");
    return /^[A-Za-z0-9]/.test(name) ? name.slice(0, 64) : "command-line";
  } catch {
    return "command-line";
  }
}
