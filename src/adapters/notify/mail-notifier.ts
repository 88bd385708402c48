/** Mails by SMTP: one reader a message, plain text beside simple markup, under an id that stays the same when it is sent again. */
import { createTransport } from "nodemailer";
import type { Mail, Notifier } from "../../app/ports.ts";
import type { Handed } from "../../domain/notices/delivering.ts";
import type { DeliveryProblem } from "../../domain/notices/notice.ts";

/** The mail server, and who writes. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** `tls` from the first byte, `starttls` before anything is said, `none` only on the machine itself or a network of one's own. */
  readonly security: "tls" | "starttls" | "none";
  readonly user?: string;
  readonly password?: string;
  /** The address that writes; nobody reads answers to it. */
  readonly from: string;
  /** What is waited for the server at most, a step at a time. Units: milliseconds. */
  readonly patienceMs?: number;
  /** A certificate authority of one's own, as PEM. */
  readonly certificateAuthority?: string;
}

const PATIENCE_MS = 20_000;

/** A notifier that can be ended. */
export interface OpenMailNotifier extends Notifier<Mail> {
  close(): void;
}

/** Connections are kept for the next mail and made anew when they break. */
export function openMailNotifier(server: MailServer): OpenMailNotifier {
  const { host, port, security, user, password, from, patienceMs = PATIENCE_MS, certificateAuthority } = server;
  const transport = createTransport({
    host,
    port,
    secure: security === "tls",
    requireTLS: security === "starttls",
    ignoreTLS: security === "none",
    ...(certificateAuthority === undefined ? {} : { tls: { ca: certificateAuthority } }),
    ...(user === undefined ? {} : { auth: { user, pass: password ?? "" } }),
    pool: true,
    maxConnections: 1,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    dnsTimeout: patienceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = from.slice(from.lastIndexOf("@") + 1);
  return {
    hand: async (mail) => {
      try {
        await transport.sendMail(messageOf(mail, from, domain));
        return { outcome: "sent" };
      } catch (error) {
        return whatFailed(error as SmtpError);
      }
    },
    close: () => transport.close(),
  };
}

function messageOf({ id, to, language, subject, text, html }: Mail, from: string, domain: string) {
  return {
    messageId: `<${id}@${domain}>`,
    from: { name: "contingent", address: from },
    to: { name: oneLine(to.name), address: oneLine(to.address) },
    subject: oneLine(subject),
    text,
    html,
    headers: {
      // Source: RFC 3834, section 5: what answers by itself must not answer this.
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
      "Content-Language": language,
      // Source: RFC 2919.
      "List-Id": `contingent <notices.${domain}>`,
    },
  };
}

/** A header is one line, whatever was put into it. */
function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not pass.
  return text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, " ").trim();
}

interface SmtpError extends Error {
  readonly code?: string;
  readonly responseCode?: number;
  readonly command?: string;
}

const problemsByCode: Readonly<Record<string, DeliveryProblem>> = {
  ECONNECTION: "connection-refused",
  ECONNREFUSED: "connection-refused",
  ESOCKET: "connection-refused",
  ETIMEDOUT: "timed-out",
  EDNS: "unknown-host",
  ENOTFOUND: "unknown-host",
  EAUTH: "credentials-refused",
  ENOAUTH: "credentials-refused",
  ETLS: "certificate-refused",
};

/**
 * What may go better is tried again: a server that is not there, slow, busy or wrongly configured. A server that says no for good (5xx) to this reader or
 * this message is believed. Source: RFC 5321, section 4.2.1.
 */
function whatFailed({ code = "", responseCode = 0, command = "", message }: SmtpError): Handed {
  if (code === "EAUTH" || code === "ENOAUTH") return { outcome: "later", problem: "credentials-refused" };
  if (code === "ETLS" || /certificate/i.test(message)) return { outcome: "later", problem: "certificate-refused" };
  if (responseCode >= 500 && command !== "CONN") {
    const isAddress = code === "EENVELOPE" || command === "RCPT TO";
    return { outcome: "never", problem: isAddress ? "address-refused" : "message-refused" };
  }
  if (responseCode >= 400) return { outcome: "later", problem: "busy" };
  if (code === "EENVELOPE") return { outcome: "never", problem: "address-refused" };
  return { outcome: "later", problem: problemsByCode[code] ?? "cut-off" };
}
