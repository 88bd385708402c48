/**
 * Sessions of browsers. The cookie holds a random id, signed; the store holds its SHA-256, written when somebody logs in and ended when they
 * log out. Nothing else is kept in a session, so nothing is written while it lasts, and it ends at a fixed instant.
 */
import type { Request, RequestHandler, Response } from "express";
import session, { type SessionData } from "express-session";
import { sessionStanding } from "../app/accounts/standing.ts";
import type { Context } from "../app/ports.ts";
import { actorOfAccount } from "../domain/access/account.ts";
import { sha256 } from "../domain/shared/digest.ts";
import type { SessionDoor, Visitor } from "./access.ts";

declare module "express-session" {
  interface SessionData {
    /** Whose session it is, as the store says at each request. */
    visitor: Visitor;
    /** True from the moment it is begun. */
    isOpen: true;
  }
}

/** How cookies travel. */
export interface CookieOptions {
  /** True where people come by https, also when another program ends it before this one; cookies then go no other way. */
  readonly isSecure: boolean;
}

/** Sessions as express-session asks for them. */
class StoredSessions extends session.Store {
  readonly #context: Context;

  constructor(context: Context) {
    super();
    this.#context = context;
  }

  override get(browserId: string, callback: (error: unknown, found?: SessionData | null) => void): void {
    this.#find(browserId).then(
      (found) => callback(undefined, found),
      (error: unknown) => callback(error),
    );
  }

  async #find(browserId: string): Promise<SessionData | null> {
    const standing = await sessionStanding(this.#context, sha256(browserId));
    if (!standing) return null;
    const { opened, account } = standing;
    const expires = new Date(opened.document.expiresAt);
    const { name, language } = account.document;
    const actor = actorOfAccount(account.id, account.document);
    return {
      cookie: { originalMaxAge: null, expires },
      visitor: { actor, name, language, sessionId: opened.id },
      isOpen: true,
    };
  }

  /** The record was made by who logged in; nothing is added to it. */
  override set(_browserId: string, _session: SessionData, callback?: (error?: unknown) => void): void {
    callback?.();
  }

  /** The record is ended by who logs out. */
  override destroy(_browserId: string, callback?: (error?: unknown) => void): void {
    callback?.();
  }
}

/** Name of the cookie; browsers hold one with the prefix to this host and to https. */
function cookieName({ isSecure }: CookieOptions): string {
  return isSecure ? "__Host-contingent-session" : "contingent-session";
}

/** Finds the session that a browser came with. Cost: two reads by key, none without a cookie. */
export function sessionsOf(context: Context, options: CookieOptions): RequestHandler {
  return session({
    name: cookieName(options),
    secret: context.sealing.token("contingent/session-cookies"),
    store: new StoredSessions(context),
    resave: false,
    saveUninitialized: false,
    ...(options.isSecure ? { proxy: true } : {}),
    cookie: {
      path: "/",
      httpOnly: true,
      sameSite: "lax",
      secure: options.isSecure ? true : "auto",
      maxAge: context.accountLimits.sessionMinutes * 60_000,
    },
  });
}

/** The door of one request. */
export function doorOf(request: Request, response: Response, options: CookieOptions): SessionDoor {
  return {
    enter: async (open) => {
      const { session: before, sessionID: idBefore } = request;
      await new Promise<void>((resolve, reject) => before.regenerate((error) => (error ? reject(error) : resolve())));
      try {
        const opened = await open(sha256(request.sessionID));
        request.session.isOpen = true;
        return opened;
      } catch (error) {
        Object.assign(request, { session: before, sessionID: idBefore });
        throw error;
      }
    },
    leave: async () => {
      await new Promise<void>((resolve, reject) =>
        request.session.destroy((error) => (error ? reject(error) : resolve())),
      );
      response.clearCookie(cookieName(options), {
        path: "/",
        httpOnly: true,
        sameSite: "lax",
        secure: options.isSecure || request.secure,
      });
    },
  };
}
