/**
 * Past runs recalled on a thread of their own, so that whoever asks for one of a million requests keeps nobody waiting. The thread starts with the first
 * question and ends when none has come for a while, which gives its memory back.
 */
import { Worker } from "node:worker_threads";
import type { Recall } from "../app/ports.ts";
import type { RecallAnswer, RecallQuestion } from "../domain/runs/recall.ts";
import { DomainError } from "../domain/shared/domain-error.ts";
import type { RecallFailure, RecallOrder, RecallReply, RecallStart } from "./recall-message.ts";

/** A recall that can be ended. */
export interface OpenRecall extends Recall {
  close(): Promise<void>;
}

/** How long an answer is waited for before it is said to be computing, and how long an idle thread stays. Units: milliseconds. */
export interface RecallPatience {
  readonly answerMs: number;
  readonly idleMs: number;
}

const usual: RecallPatience = { answerMs: 2_500, idleMs: 600_000 };

/** Answers that are remembered; each is some kilobytes. */
const MOST_ANSWERS = 256;

/** A recall of the runs in a store, by its address or file. Nothing is started yet. */
export function openRecall(database: string, { answerMs, idleMs }: RecallPatience = usual): OpenRecall {
  const answers = new Map<string, Promise<RecallAnswer>>();
  const waiting = new Map<number, { done(answer: RecallAnswer): void; failed(error: Error): void }>();
  let thread: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let asked = 0;

  const lose = (error: Error) => {
    thread = undefined;
    for (const { failed } of waiting.values()) failed(error);
    waiting.clear();
  };
  const end = async () => {
    clearTimeout(idle);
    const ending = thread;
    lose(new DomainError("database-unavailable", { place: database }));
    await ending?.terminate();
  };
  const started = (): Worker => {
    if (thread) return thread;
    const workerData: RecallStart = { database };
    const made = new Worker(new URL("./recall-worker.ts", import.meta.url), { workerData });
    made.unref();
    made.on("message", (reply: RecallReply) => {
      const one = waiting.get(reply.number);
      waiting.delete(reply.number);
      if ("answer" in reply) one?.done(reply.answer);
      else one?.failed(errorOf(reply.failure));
    });
    made.on("error", (error: Error) => {
      if (thread === made) lose(error);
    });
    thread = made;
    return made;
  };
  const stayAwhile = () => {
    clearTimeout(idle);
    idle = setTimeout(() => (waiting.size > 0 ? stayAwhile() : void end()), idleMs);
    idle.unref();
  };
  const post = (question: RecallQuestion): Promise<RecallAnswer> =>
    new Promise((done, failed) => {
      const order: RecallOrder = { number: ++asked, question };
      waiting.set(order.number, { done, failed });
      started().postMessage(order);
    });
  const answerTo = (question: RecallQuestion): Promise<RecallAnswer> => {
    const key = JSON.stringify(question);
    const known = answers.get(key) ?? post(question);
    answers.delete(key);
    answers.set(key, known);
    // What failed is asked again the next time.
    known.catch(() => answers.delete(key));
    const [oldest] = answers.keys();
    if (answers.size > MOST_ANSWERS) answers.delete(oldest!);
    return known;
  };

  return {
    async ask(question) {
      stayAwhile();
      const answer = answerTo(question);
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<{ readonly kind: "computing" }>((done) => {
        timer = setTimeout(() => done({ kind: "computing" }), answerMs);
      });
      try {
        return await Promise.race([answer, late]);
      } finally {
        clearTimeout(timer);
      }
    },
    close: end,
  };
}

function errorOf({ code, values, message }: RecallFailure): Error {
  return code === undefined ? new Error(message) : new DomainError(code, values);
}
