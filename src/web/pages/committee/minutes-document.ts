/** The minutes of a session as a document: who was there, what was decided and why, departures from the engine's order apart, digests, who signs. */
import type { PrintedMinutes } from "../../../app/agenda-minutes.ts";
import type { Reserver } from "../../../app/ports.ts";
import type { MinutesItem } from "../../../domain/proposals/minutes.ts";
import { sourceText } from "../../../markup/sentences.ts";
import type { Wording } from "../../../markup/wording.ts";
import type { PdfDocument, PdfPart } from "../../pdf.ts";
import { dayOfInstant, timeOf } from "./times.ts";

/** The document. */
export function minutesDocument(words: Wording, printed: PrintedMinutes, reserver?: Reserver): PdfDocument {
  const { minutes, found, kept } = printed;
  const title = words.say("committee.minutes.title", { day: words.day(minutes.heldOn) });
  return {
    title,
    language: words.language,
    madeAt: minutes.closedAt,
    foot: [
      words.say("committee.minutes.foot", { agenda: minutes.agendaId }),
      words.say("committee.minutes.digest", { digest: kept }),
    ],
    parts: [
      { kind: "title", text: title },
      ...(reserver?.name === undefined
        ? []
        : [{ kind: "paragraph", text: [reserver.name, ...reserver.addressLines].join(", ") } as const]),
      ...(found === kept ? [] : [differs(words, found, kept)]),
      ...session(words, printed),
      ...withdrawals(words, printed),
      { kind: "heading", text: words.say("committee.minutes.decisions", { count: minutes.items.length }) },
      ...(minutes.items.length === 0
        ? [{ kind: "paragraph", text: words.say("committee.minutes.no-decision") } as const]
        : []),
      ...inOrder(printed).flatMap((item) => decision(words, printed, item)),
      ...departures(words, printed),
      ...putBack(words, printed),
      ...proof(words, printed),
      ...signatures(words, printed),
    ],
  };
}

function differs(words: Wording, found: string, kept: string): PdfPart {
  return {
    kind: "framed",
    title: words.say("committee.minutes.differs"),
    lines: [
      words.say("committee.minutes.differs-why"),
      words.say("committee.minutes.found", { found }),
      words.say("committee.minutes.kept", { kept }),
    ],
  };
}

function session(words: Wording, { minutes, names, ruleSets }: PrintedMinutes): readonly PdfPart[] {
  const { heldOn, openedBy, openedAt, closedBy, closedAt, present, absent } = minutes;
  const nobody = words.say("committee.minutes.nobody");
  const people = (ids: readonly string[]) => (ids.length === 0 ? nobody : ids.map(names).join(", "));
  const quorums = [...ruleSets.values()].flatMap(({ procedure, title }) =>
    procedure.quorum
      ? [
          words.say("committee.minutes.quorum-of", {
            needed: procedure.quorum.present,
            rules: words.text(title),
            source: words.typeset(sourceText(procedure.quorum.source, words.language)),
          }),
        ]
      : [],
  );
  return [
    {
      kind: "facts",
      rows: [
        [words.say("committee.minutes.held-on"), words.day(heldOn)],
        [words.say("committee.minutes.opened"), at(words, names(openedBy), openedAt)],
        [words.say("committee.minutes.closed"), at(words, names(closedBy), closedAt)],
        [words.say("committee.minutes.present", { count: present.length }), people(present)],
        [words.say("committee.minutes.absent", { count: absent.length }), people(absent)],
        [words.say("committee.minutes.quorum"), [...new Set(quorums)].join(" ")],
      ],
    },
  ];
}

function at(words: Wording, name: string, instant: string): string {
  return words.say("committee.minutes.by-at", {
    name,
    day: words.day(dayOfInstant(instant)),
    time: timeOf(instant, words.language),
  });
}

function withdrawals(words: Wording, printed: PrintedMinutes): readonly PdfPart[] {
  const { minutes, names } = printed;
  const heading: PdfPart = { kind: "heading", text: words.say("committee.minutes.withdrawals") };
  if (minutes.withdrawals.length === 0)
    return [heading, { kind: "paragraph", text: words.say("committee.minutes.no-withdrawal") }];
  const items = minutes.withdrawals.map(({ actorId, vacancyId, ground }) =>
    words.say("committee.minutes.withdrawal", {
      name: names(actorId),
      place: placeOfVacancy(words, printed, vacancyId),
      ground: reasonText(words, printed, ground),
    }),
  );
  return [heading, { kind: "list", items }];
}

/** In the order of risk of the agenda's rows, as they were decided on. */
function inOrder({ minutes, rows }: PrintedMinutes): readonly MinutesItem[] {
  const places = new Map([...rows.keys()].map((id, place) => [id, place]));
  return [...minutes.items].sort((a, b) => (places.get(a.proposalId) ?? 0) - (places.get(b.proposalId) ?? 0));
}

function decision(words: Wording, printed: PrintedMinutes, item: MinutesItem): readonly PdfPart[] {
  const { names } = printed;
  const { kind, designated, decidedBy, decidedAt, secondedBy, secondedAt, reasonCode, reason, decisionId, proposed } =
    item;
  const told = printed.skipped[decisionId] ?? [];
  const signed = [
    at(words, names(decidedBy), decidedAt),
    ...(secondedBy !== undefined && secondedAt !== undefined ? [at(words, names(secondedBy), secondedAt)] : []),
  ];
  return [
    { kind: "heading", isSmall: true, text: placeOfVacancy(words, printed, item.vacancyId) },
    {
      kind: "facts",
      rows: [
        [words.say("committee.decision"), [{ text: words.say(`committee.done.${kind}`), isBold: true }]],
        ...(designated.length === 0
          ? []
          : [[words.say("committee.minutes.designated"), designated.join(", ")] as const]),
        ...(kind === "replace" ? [[words.say("committee.minutes.proposed"), proposed.join(", ")] as const] : []),
        ...(reasonCode === undefined
          ? []
          : [
              [
                words.say("committee.decide.reason-code"),
                [reasonText(words, printed, reasonCode), ...(reason === undefined ? [] : [reason])].join(
                  words.say("report.colon"),
                ),
              ] as const,
            ]),
        ...told.map((skip): readonly [string, string] => [
          words.say("committee.minutes.passed-over", { request: skip.requestId }),
          [reasonText(words, printed, skip.reasonCode), ...(skip.reason === undefined ? [] : [skip.reason])].join(
            words.say("report.colon"),
          ),
        ]),
        [words.say("committee.minutes.signed", { count: signed.length }), signed.join(" ; ")],
      ],
    },
  ];
}

function departures(words: Wording, printed: PrintedMinutes): readonly PdfPart[] {
  const { deviations } = printed.minutes;
  const heading: PdfPart = {
    kind: "heading",
    text: words.say("committee.minutes.departures", { count: deviations.length }),
  };
  if (deviations.length === 0)
    return [heading, { kind: "paragraph", text: words.say("committee.minutes.no-departure") }];
  const rows = deviations.map(({ vacancyId, proposed, chosen, skipped }) => [
    placeOfVacancy(words, printed, vacancyId),
    proposed.join(", "),
    chosen.join(", "),
    skipped
      .map(
        ({ requestId, reasonCode, timesBefore }) =>
          `${requestId}${words.say("report.colon")}${reasonText(words, printed, reasonCode)}${timesBefore > 0 ? ` (${words.say("committee.minutes.times-before", { count: timesBefore })})` : ""}`,
      )
      .join(" ; "),
  ]);
  const columns = (["place", "proposed", "chosen", "skipped"] as const).map((name) => ({
    title: words.say(`committee.minutes.column.${name}`),
    isWide: name === "skipped" || name === "place",
  }));
  return [heading, { kind: "table", columns, rows }];
}

function putBack(words: Wording, printed: PrintedMinutes): readonly PdfPart[] {
  const { putBack: ids } = printed.minutes;
  if (ids.length === 0) return [];
  const items = ids.map((id) => {
    const row = printed.rows.get(id);
    return row ? words.place(row.dwelling) : id;
  });
  return [
    { kind: "heading", text: words.say("committee.minutes.put-back", { count: ids.length }) },
    { kind: "list", items },
  ];
}

function proof(words: Wording, { minutes, kept }: PrintedMinutes): readonly PdfPart[] {
  const runs = minutes.runs.flatMap(
    ({ runId, snapshotDigest, resultDigest, ruleSets }): readonly (readonly [string, string])[] => [
      [words.say("committee.minutes.run"), runId],
      [words.say("committee.minutes.snapshot"), snapshotDigest],
      [words.say("committee.minutes.result"), resultDigest],
      ...ruleSets.map(({ id, version, digest }): readonly [string, string] => [`${id} ${version}`, digest]),
    ],
  );
  return [
    { kind: "heading", text: words.say("committee.minutes.digests") },
    { kind: "paragraph", text: words.say("committee.minutes.digests-why"), isQuiet: true },
    { kind: "facts", rows: [[words.say("committee.minutes.own"), kept], ...runs] },
  ];
}

function signatures(words: Wording, { minutes, names }: PrintedMinutes): readonly PdfPart[] {
  return [
    { kind: "heading", text: words.say("committee.minutes.signatures") },
    {
      kind: "list",
      items: [...new Set([minutes.closedBy, ...minutes.present])].map(
        (id) => `${names(id)}${words.say("report.colon")}……………………………………`,
      ),
    },
  ];
}

function placeOfVacancy(words: Wording, { rows }: PrintedMinutes, vacancyId: string): string {
  const row = [...rows.values()].find(({ vacancy }) => vacancy.id === vacancyId);
  return row ? words.place(row.dwelling) : vacancyId;
}

function reasonText(words: Wording, { ruleSets }: PrintedMinutes, code: string): string {
  for (const { procedure } of ruleSets.values()) {
    const known = procedure.reasons?.find(({ id }) => id === code);
    if (known) return words.text(known.title);
  }
  return code;
}
