import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import type { DomainEvent } from "../../../src/domain/events.ts";
import { noticesOf } from "../../../src/domain/notices/notices-of.ts";
import { noticeMail } from "../../../src/markup/notice-mail.ts";
import { fr } from "../../../src/texts/fr.ts";
import { hasWords, noticePath, noticeWords } from "../../../src/texts/notice-words.ts";

const source = readFileSync(fileURLToPath(new URL("../../../src/domain/events.ts", import.meta.url)), "utf8");
const types = [...source.matchAll(/readonly type: "([a-z-]+)"/g)].map((match) => match[1]!);
const numbers = [
  "daysLeft",
  "withheld",
  "findings",
  "problems",
  "count",
  "proposals",
  "waiting",
  "present",
  "awarded",
  "refused",
];
const laon = { address: "12 rue de l’Évêché", communeTitle: "Laon", communeCode: "02408", rooms: 3 };

/** An event of a type whose every member is there, as far as these say otherwise. */
function eventOf(type: string, members: Readonly<Record<string, unknown>>): DomainEvent {
  return new Proxy({} as DomainEvent, {
    get: (_, name) => {
      if (name === "type") return type;
      if (Object.hasOwn(members, name)) return members[String(name)];
      if (numbers.includes(String(name))) return 2;
      if (/(Ids|Codes|codes)$/.test(String(name))) return ["a-1"];
      return /(On|Until|asOf|designateBy)$/.test(String(name)) ? "2026-12-01" : `${String(name)}-1`;
    },
  });
}

const told = types.flatMap((type) =>
  ["vacancy", "request", "proof", "designation", "offer"].flatMap((kind) =>
    ["request-ended", "vacancy-withdrawn"].flatMap((cause) =>
      [{}, { employerId: undefined, isFinal: false }].flatMap((without) =>
        noticesOf(eventOf(type, { kind, cause, ...without })),
      ),
    ),
  ),
);

describe("notices", () => {
  it("have words of their own, in both languages, for everybody they are for", () => {
    const silent = told.filter((notice) => !hasWords(notice)).map(({ subject, to }) => `${subject} ${to.role}`);
    expect([...new Set(silent)]).to.deep.equal([]);
    expect(new Set(told.map(({ subject, to }) => `${subject} ${to.role}`)).size).to.be.greaterThan(15);
    for (const notice of told)
      for (const language of ["fr", "en"] as const) {
        const { title, text } = noticeWords({ ...notice, dwelling: laon }, language);
        expect(`${title} ${text}`, `${notice.subject} ${notice.to.role}`).not.to.match(/[{}]/);
        expect(title.length).to.be.lessThan(100);
      }
  });

  it("name nobody in their title, and no request where it could be looked up", () => {
    const titles = Object.entries(fr).filter(([key]) => key.startsWith("notices.title."));
    const naming = titles.filter(([, text]) => /\{(requestId|duplicates|name|employerId|personId)\}/.test(text));
    expect(naming.map(([key]) => key)).to.deep.equal([]);
    expect(titles.length).to.be.greaterThan(10);
  });

  it("lead to a page, and a mail has its address", () => {
    for (const notice of told) {
      const path = noticePath(notice.values);
      const mail = noticeMail(notice, { name: "Zoé", language: "fr" }, "https://contingent.example.org/");
      expect(mail.text).to.contain(`https://contingent.example.org${path ?? "/notices"}`);
      expect(mail.subject).not.to.match(/[\r\n]/);
    }
    expect(noticePath({ requestId: "../../x?y" })).to.equal("/requests/..%2F..%2Fx%3Fy");
  });
});
