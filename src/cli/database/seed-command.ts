/** `contingent seed publish`: the digest of the seed of a day to come, so that nobody can choose the draw. */
import { publishSeed } from "../../app/publish-seed.ts";
import { dayNumberOf, dayText } from "../../domain/shared/dates.ts";
import { formatDay } from "../../texts/format.ts";
import type { Asked } from "../command-words.ts";
import { exitCodes } from "../terminal.ts";
import { acting } from "./acting.ts";
import { dayAsked } from "./operands.ts";

export async function seedPublishCommand(asked: Asked): Promise<number> {
  const { options, terminal } = asked;
  const { day } = options as { readonly day?: string };
  const seed = await acting(asked, "publish-seed", ({ context, actor }) => {
    const tomorrow = dayText(dayNumberOf(context.clock.today())! + 1);
    return publishSeed(context, actor, { day: day === undefined ? tomorrow : dayAsked(day, terminal) });
  });
  const { sealed: _, ...shown } = seed.document;
  if (terminal.isJson) terminal.print(JSON.stringify(shown));
  else
    terminal.print(
      terminal.say("seed.published", { day: formatDay(shown.day, terminal.language), digest: shown.digest }),
    );
  return exitCodes.done;
}
