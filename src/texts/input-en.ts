/** What is wrong with input files, in English. */
export const inputEn = {
  "input.path-missing": "There is no file or folder {path}. Check the path.",
  "input.folder-empty":
    "The folder holds none of the files {expected}. Put them there, or write an example with `contingent template`.",
  "input.file-unreadable": "The file cannot be read: {reason}. Check that it is a file you may open.",
  "input.file-kind": "This is {kind}, which is not read. Export each sheet as CSV (UTF-8).",
  "input.file-too-big":
    "The file is larger than {allowed} MB, which is some forty thousand rows. Send it in several parts.",
  "input.file-encoding": 'The file is encoded in {encoding}. Save it as UTF-8 (in a spreadsheet: "CSV UTF-8").',
  "input.file-unknown": "The file is not one of {expected}, so nothing would read it. Rename it or take it away.{hint}",
  "input.file-missing": "The file is missing, and {reason}. Add it, with its header alone if it holds nothing.",
  "input.file-twice": "There is also {other}, and both hold the same records. Keep one of the two.",
  "input.json-syntax": "This is not JSON: {reason}. Correct the text, or export the file again.",
  "input.not-an-object": "Here a record in braces is needed, but {sent} was sent.",
  "input.not-a-snapshot": "The file is JSON but no snapshot: {reason}.",
  "input.as-of-missing": 'The reference day is missing. Write run.json beside the files: {"asOf": "2026-11-23"}.',
  "input.header-missing":
    "The file is empty. Its first line must name the columns; even a file without records needs it.",
  "input.column-unknown": 'Unknown column: "{sent}".{hint} Correct the name or take the column away.',
  "input.column-twice": 'The column "{sent}" stands twice in the header. Keep one.',
  "input.column-missing": 'The column "{column}" is required and missing from the header. Add it.',
  "input.row-length": "The row has {sent} cells, the header has {allowed}. Check delimiters and quotes.",
  "input.quote-open":
    'A quote in this row is not closed, or stands in the middle of a cell. Write it twice ("") or take it away.',
  "input.line-too-long": "This record is longer than {allowed} characters. A quote opened here is probably not closed.",
  "input.no-number": '"{sent}" is no whole number. Write digits only, for example {example}.',
  "input.decimal-comma": '"{sent}" has a decimal comma. {todo}',
  "input.no-decimal": '"{sent}" is no whole number. Facts are whole numbers: cents, metres, minutes, basis points.',
  "input.money-in-cents": '"{sent}" is not in cents. Money is written in whole cents, digits only: {todo}.',
  "input.no-boolean": '"{sent}" is neither yes nor no. Write true or false (oui, non, yes, no, 1 and 0 are read too).',
  "input.no-coordinate": '"{sent}" is no coordinate in degrees. Write it with a point, for example {example}.',
  "input.day-format": 'A day is written 2026-11-23, but "{sent}" was sent.{hint}',
  "input.day-missing": 'There is no day "{sent}" in the calendar. Correct it.',
  "input.list-comma": 'A list is separated by spaces or |, but "{sent}" was sent. Write {todo}.',
  "input.not-allowed": '"{sent}" is not allowed. Allowed: {allowed}.{hint}',
  "input.wrong-form": '"{sent}" has not the form of {what}.',
  "input.wrong-type": "Here {allowed} is needed, but {sent} was sent.",
  "input.out-of-range": "{sent} is out of range: allowed from {minimum} to {maximum}. Units: see the name of the fact.",
  "input.too-long": "The text has {sent} characters, at most {allowed} are allowed.",
  "input.list-length": "The list has {sent} items, allowed are {minimum} to {maximum}.",
  "input.fact-missing": "The fact {fact} is required and absent. Give it.",
  "input.fact-unknown": 'No fact is called "{sent}" here.{hint} Correct the name or take it away.',
  "input.position-incomplete": "A position needs latitude and longitude, or grid, eastMetres and northMetres. {sent}",
  "input.position-outside":
    "Latitude {latitude}, longitude {longitude} is not in a part of France that has a grid.{hint}",
  "input.id-twice": 'The id "{id}" stands here and before, in line {first}. Every id may stand once.',
  "input.pair-twice": "The same {what} stands here and before, in line {first}. Keep one.",
  "input.reference-unknown": '{fact} names "{id}", but {collection} has no such id. Add it there or correct it here.',
  "input.reference-refused":
    '{fact} names "{id}", which stands in {collection} but was not kept because something is wrong with it. Correct it there.',
  "input.no-amount":
    '"{sent}" is not an amount. Write digits, with a comma or a point for decimals, for example {example}.',
  "input.french-day-format": 'A day is written 17/05/1994 or 1994-05-17; sent: "{sent}".{hint}',
  "input.row-unrecognisable":
    "The row has neither your reference nor a date of birth: sent a second time it could not be known again, and would make a second request. Give one of the two.",
  "input.row-twice":
    "The same reference or the same person stands before, in line {first}. Keep one row, or give two different references.",
  "input.employer-not-yours":
    '"{sent}" is not one of your employers: {allowed}. Correct the row, or leave it to the officer of that employer.',
  "input.employer-unknown":
    'No employer is called "{sent}" here. Correct the id, or ask the secretary to declare the employer.',
  "input.employer-missing": "The row does not say which employer it belongs to. Give one of: {allowed}.",
  "input.count-below":
    "The number {sent} is lower than the dates of birth given in the row ({given}). Correct the number, or take a date away.",
  "input.fixed-since-handed-in":
    '"{sent}" is not what was handed in ({stored}), and only the secretary changes that afterwards. Write {stored}, or leave the cell empty.',
  "input.request-over":
    "The request of this row is over (state {state}). For a new request give a later filing date than {filedOn}; to go on with an expired one, renew it on its page.",
  "input.filed-to-come": "A request cannot have been filed on {sent}: that day has not come. Correct the day.",
  "input.filed-long-ago":
    'Filed on {sent}, the request is no longer valid: it is for one year. If it was renewed, give the last day of its validity in the column "Valid until".',
  "input.validity-over":
    "The request is no longer valid since {sent}. Give the last day of a renewal, or a new filing date.",
  "input.validity-too-long":
    "{sent} is more than a year from today, and a request is valid for one year. Correct the day.",
  "input.born-to-come": "Nobody is born on {sent}: that day has not come. Correct the day.",
  "input.ends-before-start": "The contract cannot end on {sent}, before it starts. Correct one of the two days.",
  "input.record-ended":
    'The record "{id}" has ended (state {state}), so its facts are not changed by an import. Take the row away, or give a new id.',
  "input.record-erased": 'The facts of "{id}" were erased for good and are not taken again. Take the row away.',
  "input.days-contradict": "{fact} is {sent}, but {other} is {otherSent}. Correct one of the two.",
  "input.file-altered":
    "The file differs from the one that was written: its SHA-256 is {found}, the manifest says {expected}.",
  "input.file-extra": "The file is not in the manifest. Somebody added it after the bundle was written.",
  "input.bundle-missing": "There is no bundle at {path}: manifest.json is missing.",
  "input.bundle-in-the-way":
    "The folder {path} exists and is no bundle, so nothing was written. Choose another folder.",
  "input.template-in-the-way": "The file exists already, so nothing was written. Choose another folder.",
  "input.column-file-broken": "This is no whole column file: {reason}. Make it again from the pool.",
  "input.not-written": "The folder cannot be written: {reason}. Choose another one.",
  "input.too-many": "{count} more problems were found and are not listed.",
} as const;
