/** The list of requests as a table for a spreadsheet, read and written a page at a time: one logged reading of names per page. */
import { Readable } from "node:stream";
import { listRequests } from "../../../app/list-requests.ts";
import type { Stored } from "../../../app/ports.ts";
import { outlooksOf } from "../../../app/requests/outlook.ts";
import { csvHead, csvRows } from "../../../markup/csv-table.ts";
import { Wording } from "../../../markup/wording.ts";
import type { FileGiven, PageAsked } from "../../page-route.ts";
import { csvFile } from "../../sent-files.ts";
import { outlookText } from "./outlook-words.ts";
import { contentsIn, namesOf } from "./person-names.ts";
import { filterOf } from "./requests-page.ts";

const ROWS = 100;

export async function requestsExport(asked: PageAsked): Promise<FileGiven> {
  const { say, context } = asked;
  const head = (["id", "reference", "family", "given", "filed", "state", "outlook", "valid"] as const).map((column) =>
    say(`hr.export.${column}`),
  );
  async function* lines(): AsyncIterable<string> {
    yield csvHead(head);
    for await (const requests of pages(asked)) yield [...csvRows(await rowsOf(asked, requests))].join("");
  }
  return csvFile(`${say("hr.export.file")}-${context.clock.today()}`, Readable.from(lines()));
}

async function* pages(asked: PageAsked): AsyncIterable<readonly Stored<"request">[]> {
  const { state } = filterOf(asked);
  let after: string | undefined;
  do {
    const page = await listRequests(asked.context, asked.visitor!.actor, {
      limit: ROWS,
      ...(state === undefined ? {} : { state }),
      ...(after === undefined ? {} : { after }),
    });
    yield page.records;
    after = page.next;
  } while (after !== undefined);
}

async function rowsOf(
  asked: PageAsked,
  requests: readonly Stored<"request">[],
): Promise<readonly (readonly string[])[]> {
  const words = new Wording(asked.language);
  const names = await namesOf(asked, requests, "follow-request");
  const outlooks = await outlooksOf(asked.context, asked.visitor!.actor, requests);
  return requests.map((request) => {
    const contents = contentsIn(names, request);
    const { state, facts } = request.document;
    return [
      request.id,
      contents?.reference ?? "",
      contents?.familyName ?? "",
      contents?.givenNames ?? "",
      facts?.filedOn ?? "",
      words.word("record-state", state),
      outlookText(words, outlooks.get(request.id), state),
      facts?.validUntil ?? "",
    ];
  });
}
