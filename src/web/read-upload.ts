/**
 * A form that sends a file: its fields first, then the file while it comes. Nothing of the file is read before the caller has looked at the fields,
 * so that a forged form costs nothing.
 */
import type { Readable } from "node:stream";
import busboy from "busboy";
import type { Request } from "express";
import { EdgeProblem } from "../edge/edge-problem.ts";
import type { Form, Upload } from "./page-route.ts";

/** More than any file that is taken; whoever reads it says what is too much. Units: bytes. */
const limits = {
  files: 1,
  fields: 30,
  parts: 31,
  fieldNameSize: 100,
  fieldSize: 10_000,
  headerPairs: 30,
  fileSize: 40_000_000,
};

/** The fields that came before the file, and the file. */
export interface UploadForm {
  readonly form: Form;
  readonly upload?: Upload;
  /** Lets go of what nobody has read. */
  readonly end: () => void;
}

/** Reads up to the beginning of the file. Throws: `unknown-media-type` for what is no form with a file. */
export async function readUpload(request: Request): Promise<UploadForm> {
  const form: Record<string, string> = {};
  const parser = parserOf(request);
  let file: Readable | undefined;
  const end = () => {
    file?.resume();
    request.resume();
  };
  return new Promise<UploadForm>((resolve, reject) => {
    const broken = () => reject(notAForm());
    parser.on("field", (name, value, { nameTruncated, valueTruncated }) => {
      if (!nameTruncated && !valueTruncated) form[name] = value;
    });
    parser.on("file", (_name, content, { filename }) => {
      file = content;
      // What breaks off later is the reader's to hear.
      content.on("error", () => undefined);
      const isEmpty = filename === undefined || filename === "";
      if (isEmpty) content.resume();
      else resolve({ form, upload: { fileName: filename, content }, end });
    });
    parser.on("close", () => resolve({ form, end }));
    parser.on("error", (error) => {
      broken();
      file?.destroy(error as Error);
    });
    request.on("aborted", () => {
      broken();
      file?.destroy(notAForm());
    });
    request.pipe(parser);
  });
}

function parserOf(request: Request): busboy.Busboy {
  try {
    return busboy({ headers: request.headers, limits, defParamCharset: "utf8" });
  } catch {
    throw notAForm();
  }
}

function notAForm(): EdgeProblem {
  return new EdgeProblem("unknown-media-type", { allowed: "multipart/form-data" });
}
