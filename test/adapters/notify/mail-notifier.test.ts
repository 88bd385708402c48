import { expect } from "chai";
import {
  type MailServer,
  type OpenMailNotifier,
  openMailNotifier,
} from "../../../src/adapters/notify/mail-notifier.ts";
import type { Mail } from "../../../src/app/ports.ts";
import { noticeMail } from "../../../src/markup/notice-mail.ts";
import { type LocalSmtp, type LocalSmtpAnswers, openLocalSmtp } from "../../support/local-smtp.ts";

const laon = { address: "12 rue de l’Évêché", communeTitle: "Laon", communeCode: "02408", rooms: 3 };

function mailTo(address: string, more: Partial<Mail> = {}): Mail {
  const notice = {
    to: { role: "landlord" },
    subject: "designation-sent",
    values: { designationId: "G-1", vacancyId: "V-1" },
    dwelling: laon,
  };
  const name = "Zoé Invéntée-Œuvrard";
  const words = noticeMail(notice, { name, language: "fr" }, "https://contingent.example.org/");
  return { id: "notice-1.account-1", to: { name, address }, language: "fr", ...words, ...more };
}

describe("mails, by a real SMTP server", () => {
  const open: { close(): unknown }[] = [];
  afterEach(async () => {
    for (const one of open.splice(0).reverse()) await one.close();
  });

  async function start(
    answers?: LocalSmtpAnswers,
    more: Partial<MailServer> = {},
  ): Promise<[LocalSmtp, OpenMailNotifier]> {
    const server = await openLocalSmtp(answers);
    const notifier = openMailNotifier({
      host: "127.0.0.1",
      port: server.port,
      security: "none",
      from: "ne-pas-repondre@example.org",
      patienceMs: 60,
      ...more,
    });
    open.push(server, notifier);
    return [server, notifier];
  }

  it("arrive with their accents, as plain text and as simple markup that say the same", async () => {
    const [server, notifier] = await start(undefined, { patienceMs: 5_000 });
    expect(await notifier.hand(mailTo("zoe@example.invalid"))).to.deep.equal({ outcome: "sent" });
    const [mail] = server.mails;
    expect(mail!.subject).to.equal("Des candidats vous sont désignés\u00a0: Laon, 12 rue de l’Évêché (T3)");
    expect(mail!.to).to.have.nested.property("value[0].name", "Zoé Invéntée-Œuvrard");
    expect(mail!.from).to.have.nested.property("value[0].address", "ne-pas-repondre@example.org");
    const said = ["Bonjour Zoé Invéntée-Œuvrard,", "https://contingent.example.org/designations/G-1", "automate"];
    for (const words of said) expect(mail!.text).to.contain(words);
    expect(mail!.html).to.contain('<a href="https://contingent.example.org/designations/G-1">');
    expect(mail!.html).to.contain("Laon, 12 rue de l’Évêché (T3)");
    expect(String(mail!.html)).not.to.match(/<(?:img|script|style|link)|style=/);
  });

  it("keep their id when they are sent again, and say that no machine is to answer", async () => {
    const [server, notifier] = await start(undefined, { patienceMs: 5_000 });
    await notifier.hand(mailTo("a@example.invalid"));
    await notifier.hand(mailTo("a@example.invalid"));
    expect(server.mails.map(({ messageId }) => messageId)).to.deep.equal(
      Array(2).fill("<notice-1.account-1@example.org>"),
    );
    const { headers } = server.mails[0]!;
    expect(headers.get("auto-submitted")).to.equal("auto-generated");
    expect(headers.get("list")).to.have.nested.property("id.id", "notices.example.org");
    expect(headers.get("x-auto-response-suppress")).to.equal("All");
  });

  it("have no header that somebody wrote into a name or a place", async () => {
    const [server, notifier] = await start(undefined, { patienceMs: 5_000 });
    const evil = "Laon\r\nBcc: voleur@example.invalid\r\n\r\n<b>corps</b>";
    const mail = mailTo("a@example.invalid", { subject: evil, to: { name: evil, address: "a@example.invalid" } });
    await notifier.hand(mail);
    expect(server.recipients).to.deep.equal(["a@example.invalid"]);
    expect(server.mails[0]!.headers.has("bcc")).to.equal(false);
    expect(server.mails[0]!.subject).to.contain("Laon Bcc: voleur@example.invalid");
    const words = noticeMail(
      {
        to: { role: "landlord" },
        subject: "designation-sent",
        values: {},
        dwelling: { ...laon, address: "<script>alert(1)</script>" },
      },
      { name: "<img src=x>", language: "en" },
      "https://example.org",
    );
    expect(words.html).not.to.match(/<script|<img/);
  });

  it("never go to a second address that stands in the first", async () => {
    const [server, notifier] = await start(undefined, { patienceMs: 5_000 });
    await notifier.hand(mailTo("a@example.invalid, b@example.invalid"));
    await notifier.hand(mailTo("a@example.invalid\r\nRCPT TO:<c@example.invalid>"));
    expect(server.recipients).not.to.include("b@example.invalid");
    expect(server.recipients).not.to.include("c@example.invalid");
  });

  for (const [what, answers, expected] of [
    ["a full mailbox (452)", { recipient: () => 452 }, { outcome: "later", problem: "busy" }],
    ["an address that is not there (550)", { recipient: () => 550 }, { outcome: "never", problem: "address-refused" }],
    ["a message that waits (451)", { message: () => 451 }, { outcome: "later", problem: "busy" }],
    ["a message that is refused (554)", { message: () => 554 }, { outcome: "never", problem: "message-refused" }],
    ["a server that says nothing", { isSilent: true }, { outcome: "later", problem: "timed-out" }],
  ] as const)
    it(`tell what became of them: ${what}`, async () => {
      const patienceMs = "isSilent" in answers ? 60 : 5_000;
      const [, notifier] = await start(answers, { patienceMs });
      expect(await notifier.hand(mailTo("a@example.invalid"))).to.deep.equal(expected);
    });

  it("wait for a server that is not there", async () => {
    const [server, notifier] = await start();
    await server.close();
    expect(await notifier.hand(mailTo("a@example.invalid"))).to.deep.equal({
      outcome: "later",
      problem: "connection-refused",
    });
  });

  it("wait while the user name is wrong, since the operator can correct that", async () => {
    const options = {
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_: unknown, __: unknown, done: (error: Error) => void) => done(new Error("no")),
    };
    const [, notifier] = await start({ options }, { user: "somebody", password: "wrong", patienceMs: 5_000 });
    expect(await notifier.hand(mailTo("a@example.invalid"))).to.deep.equal({
      outcome: "later",
      problem: "credentials-refused",
    });
  });

  it("say nothing in clear where the server must encrypt and does not", async () => {
    const [server, notifier] = await start(undefined, { security: "starttls", patienceMs: 5_000 });
    expect(await notifier.hand(mailTo("a@example.invalid"))).to.have.property("outcome", "later");
    expect(server.mails).to.have.lengthOf(0);
  });
});
