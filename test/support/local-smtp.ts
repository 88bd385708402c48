/** A real SMTP server on this machine that keeps what it was given, or answers as a test wants. */
import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

/** What the server answers to one recipient or message: a code of 400 or 500, or nothing at all. */
export interface LocalSmtpAnswers {
  readonly recipient?: (address: string) => number | undefined;
  readonly message?: () => number | undefined;
  /** True for a server that takes the connection and says nothing. */
  readonly isSilent?: boolean;
  readonly options?: SMTPServerOptions;
}

/** A server that listens. */
export interface LocalSmtp {
  readonly port: number;
  readonly mails: readonly ParsedMail[];
  /** As they came over the wire. */
  readonly sources: readonly string[];
  readonly recipients: readonly string[];
  close(): Promise<void>;
}

/** Opens one on a free port. */
export async function openLocalSmtp(answers: LocalSmtpAnswers = {}): Promise<LocalSmtp> {
  const mails: ParsedMail[] = [];
  const sources: string[] = [];
  const recipients: string[] = [];
  const refusal = (code: number) => Object.assign(new Error("refused by the test"), { responseCode: code });
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    disabledCommands: ["STARTTLS"],
    ...answers.options,
    onConnect: (_, done) => {
      if (!answers.isSilent) done();
    },
    onRcptTo: ({ address }, _, done) => {
      const code = answers.recipient?.(address);
      if (code !== undefined) return done(refusal(code));
      recipients.push(address);
      done();
    },
    onData: async (stream, _, done) => {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      const source = Buffer.concat(chunks);
      const code = answers.message?.();
      if (code !== undefined) return done(refusal(code));
      sources.push(source.toString());
      mails.push(await simpleParser(source));
      done();
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    sources,
    recipients,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
