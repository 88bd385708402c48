/** `contingent keys rotate`: another master key; no sealed text changes. */
import { makeKeyFile } from "../../adapters/keys/master-key.ts";
import { rotateKeyring } from "../../app/rotate-keyring.ts";
import type { Asked } from "../command-words.ts";
import { exitCodes } from "../terminal.ts";
import { acting } from "./acting.ts";

export async function keysRotateCommand(asked: Asked): Promise<number> {
  const { operands, terminal } = asked;
  const file = String(operands[0]);
  const rotated = await acting(asked, "rotate-keyring", async ({ context, actor }) => {
    const { key, isNew } = await makeKeyFile(file);
    return { file, isNew, ...(await rotateKeyring(context, actor, { newMasterKey: key })) };
  });
  if (terminal.isJson) terminal.print(JSON.stringify(rotated));
  else terminal.print(terminal.say("keys.rotated", { file, id: rotated.masterKeyId }));
  return exitCodes.done;
}
