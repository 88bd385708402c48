/**
 * Signed calls to programs, as Standard Webhooks writes them (https://www.standardwebhooks.com, 1.0). Follows no redirect, reads no more than a line of the
 * answer, and reaches no private address unless that was allowed: the address is checked where the connection is made, so a name cannot change in between.
 */
import { lookup } from "node:dns";
import { type IncomingMessage, type RequestOptions, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { Webhook } from "standardwebhooks";
import type { Notifier, WebhookCall } from "../../app/ports.ts";
import type { Handed } from "../../domain/notices/delivering.ts";
import type { DeliveryProblem } from "../../domain/notices/notice.ts";
import { isPrivate } from "./private-addresses.ts";

/** How calls are made. */
export interface WebhookOptions {
  /** True where programs stand on the machine or in its network: private addresses may then be called, also without TLS. */
  readonly allowsPrivate?: boolean;
  /** What is waited for an answer at most. Units: milliseconds. */
  readonly patienceMs?: number;
  readonly now: () => Date;
  /** How names are resolved, where it is not by the machine. */
  readonly lookup?: LookupFunction;
}

const PATIENCE_MS = 15_000;
/** A call holds ids and days; one that is longer was not made here. */
const LONGEST_BODY = 64 * 1024;
/** So much of an answer is let through before the connection is cut: nobody reads it. */
const LONGEST_ANSWER = 64 * 1024;

type Called = Handed | { readonly outcome: "gone" };

/** Calls one program after the other. */
export function openWebhookNotifier(options: WebhookOptions): Notifier<WebhookCall> {
  return {
    hand: async (call) => {
      const forbidden = whyForbidden(call, options);
      if (forbidden) return { outcome: "never", problem: forbidden };
      try {
        return await post(call, options);
      } catch (error) {
        return whatFailed(error as NodeJS.ErrnoException);
      }
    },
  };
}

function whyForbidden(
  { url, body }: WebhookCall,
  { allowsPrivate = false }: WebhookOptions,
): DeliveryProblem | undefined {
  const { protocol, hostname } = new URL(url);
  if (Buffer.byteLength(body) > LONGEST_BODY) return "message-refused";
  if (protocol !== "https:" && !(protocol === "http:" && allowsPrivate)) return "address-forbidden";
  // A name is judged when it is resolved; an address that is written out is not resolved.
  const address = hostname.replace(/^\[|\]$/g, "");
  return isIP(address) !== 0 && isPrivate(address) && !allowsPrivate ? "address-forbidden" : undefined;
}

class ForbiddenAddress extends Error {}

/** Resolves a name and refuses it where any of its addresses is private: the connection is made to what was checked. */
function checkedLookup({
  allowsPrivate = false,
  lookup: resolve = lookup as LookupFunction,
}: WebhookOptions): LookupFunction {
  return (name, options, callback) =>
    resolve(name, { ...options, all: true }, (error, found) => {
      const addresses = typeof found === "string" ? [{ address: found, family: isIP(found) }] : (found ?? []);
      if (error) return callback(error, "");
      if (!allowsPrivate && addresses.some(({ address }) => isPrivate(address)))
        return callback(new ForbiddenAddress(), "");
      if (options.all) callback(null, addresses);
      else callback(null, addresses[0]!.address, addresses[0]!.family);
    });
}

async function post({ id, url, secret, body }: WebhookCall, options: WebhookOptions): Promise<Called> {
  const { patienceMs = PATIENCE_MS, now } = options;
  const at = now();
  const asked: RequestOptions = {
    method: "POST",
    agent: false,
    lookup: checkedLookup(options),
    signal: AbortSignal.timeout(patienceMs),
    headers: {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
      "user-agent": "contingent",
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
      "webhook-signature": new Webhook(secret).sign(id, at, body),
    },
  };
  const send = url.startsWith("https:") ? requestHttps : requestHttp;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    send(url, asked, resolve).on("error", reject).end(body);
  });
  await readAway(answer);
  return meaningOf(answer.statusCode ?? 0);
}

/** Reads an answer to its end, or cuts it off. */
async function readAway(answer: IncomingMessage): Promise<void> {
  let length = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST_ANSWER) {
      answer.destroy();
      return;
    }
  }
}

/** 2xx is taken; 410 wants no more; anything else may go better another time. */
function meaningOf(status: number): Called {
  if (status >= 200 && status < 300) return { outcome: "sent" };
  if (status === 410) return { outcome: "gone" };
  return { outcome: "later", problem: status >= 300 && status < 400 ? "redirected" : "answered-with-error" };
}

const problemsByCode: Readonly<Record<string, DeliveryProblem>> = {
  ECONNREFUSED: "connection-refused",
  ENOTFOUND: "unknown-host",
  EAI_AGAIN: "unknown-host",
  ETIMEDOUT: "timed-out",
  ABORT_ERR: "timed-out",
};

function whatFailed(error: NodeJS.ErrnoException): Handed {
  if (error instanceof ForbiddenAddress) return { outcome: "never", problem: "address-forbidden" };
  const { code = "", name, message } = error;
  if (name === "TimeoutError" || name === "AbortError") return { outcome: "later", problem: "timed-out" };
  if (code.startsWith("ERR_TLS") || code.includes("CERT") || /certificate/i.test(message))
    return { outcome: "later", problem: "certificate-refused" };
  return { outcome: "later", problem: problemsByCode[code] ?? "cut-off" };
}
