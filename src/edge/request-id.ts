/** Gives every request an id of ours, by which its line in the log and its problem are found. */
import { randomUUID } from "node:crypto";
import type { RequestHandler, Response } from "express";

/** Ids are made here and never taken from the caller, who could make the log say anything. */
export const requestId: RequestHandler = (_request, response, next) => {
  response.locals.requestId = randomUUID();
  response.set("X-Request-Id", response.locals.requestId as string);
  next();
};

/** The id of the request that a response answers. */
export function requestIdOf(response: Response): string {
  return String(response.locals.requestId);
}
