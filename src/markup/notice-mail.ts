/** The frame of a mail: greeting, what happened, the link, why one gets it. Plain text and simple markup say the same. */
import { type NoticeToSay, noticeWords } from "../texts/notice-words.ts";
import { isTextKey, type Language, say } from "../texts/texts.ts";
import { html } from "./html.ts";
import { typeset } from "./typography.ts";

/** A mail in words. */
export interface MailInWords {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Writes a notice to one reader; links lead to the pages of `publicUrl`. */
export function noticeMail(
  notice: NoticeToSay,
  { name, language }: { readonly name: string; readonly language: Language },
  publicUrl: string,
): MailInWords {
  const { title, text, path } = noticeWords(notice, language);
  const subject = typeset(title, language);
  const what = typeset(text, language);
  const greeting = say(language, "notices.mail.greeting", { name });
  const open = say(language, "notices.mail.open");
  const url = `${publicUrl.replace(/\/+$/, "")}${path ?? "/notices"}`;
  const whyKey = `notices.mail.why.${notice.to.role}`;
  const small = [...(isTextKey(whyKey) ? [say(language, whyKey)] : []), say(language, "notices.mail.no-reply")];
  const page = html`<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><title>${subject}</title></head>
<body>
<p>${greeting}</p>
<p>${what}</p>
<p><a href="${url}">${open}</a></p>
<hr>
${small.map((line) => html`<p><small>${line}</small></p>\n`)}</body>
</html>
`;
  const colon = language === "fr" ? "\u00a0:" : ":";
  return {
    subject,
    text: `${greeting}\n\n${what}\n\n${open}${colon}\n${url}\n\n-- \n${small.join("\n")}\n`,
    html: page.markup,
  };
}
