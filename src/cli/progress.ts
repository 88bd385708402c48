/** How far a long run is, on a terminal somebody watches; nothing for a run that is done at once, and nothing elsewhere. */
import type { SingleBar } from "cli-progress";
import type { TextKey } from "../texts/texts.ts";
import type { Terminal } from "./terminal.ts";

const shownAfterMilliseconds = 1_000;

/** The stages of a run with the share of the time before each. */
const stages = { reading: 0, lists: 0.35, verification: 0.75 } as const;
export type Stage = keyof typeof stages;

/** A bar that appears once the run lasts, or is seen to last from the time its first stages took. */
export class Progress {
  readonly #say: (stage: Stage) => string;
  readonly #bar: SingleBar | undefined;
  readonly #now: () => number;
  readonly #from: number;
  readonly #timer: NodeJS.Timeout | undefined;
  #stage: Stage = "reading";
  #shown: SingleBar | undefined;

  constructor(say: (stage: Stage) => string, bar: SingleBar | undefined, now: () => number) {
    this.#say = say;
    this.#bar = bar;
    this.#now = now;
    this.#from = now();
    if (bar) this.#timer = setTimeout(() => this.#show(), shownAfterMilliseconds).unref();
  }

  /** Says that a stage begins. */
  at(stage: Stage): void {
    this.#stage = stage;
    const expected = (this.#now() - this.#from) / stages[stage];
    if (this.#shown) this.#shown.update(stages[stage] * 100, { stage: this.#say(stage) });
    else if (stages[stage] > 0 && expected > shownAfterMilliseconds) this.#show();
  }

  /** Takes the bar away. */
  end(): void {
    clearTimeout(this.#timer);
    this.#shown?.stop();
    this.#shown = undefined;
  }

  #show(): void {
    if (this.#shown) return;
    this.#shown = this.#bar;
    this.#shown?.start(100, stages[this.#stage] * 100, { stage: this.#say(this.#stage) });
  }
}

/** The progress of a run on a terminal. */
export async function openProgress(terminal: Terminal): Promise<Progress> {
  const say = (stage: Stage) => terminal.say(`progress.${stage}` satisfies TextKey);
  const now = () => performance.now();
  if (!terminal.watched) return new Progress(say, undefined, now);
  const { default: cliProgress } = await import("cli-progress");
  const options = {
    format: "{bar} {stage}",
    stream: terminal.watched as NodeJS.WriteStream,
    clearOnComplete: true,
    hideCursor: true,
    barsize: 24,
  };
  return new Progress(say, new cliProgress.SingleBar(options, cliProgress.Presets.shades_classic), now);
}
