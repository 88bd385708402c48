/** One way to call a page or a call of the API. */
import type { Kind } from "../../src/app/kinds.ts";
import type { Role } from "../../src/domain/access/actor.ts";
import type { AccessTown } from "./access-town.ts";

/** Who tries, and at which version the record stands that is acted on. */
export interface Trying {
  readonly accountId: string;
  readonly version: number;
}

/** One way to call a route. */
export interface Probe {
  /** Values of the path's parameters. */
  readonly params?: (town: AccessTown, trying: Trying) => Readonly<Record<string, string>>;
  readonly query?: (town: AccessTown) => Readonly<Record<string, string>>;
  /** Fields of the form, or the body of the call. */
  readonly sends?: (town: AccessTown, trying: Trying) => object;
  /** A file beside the fields, or the body itself. */
  readonly file?: { readonly name: string; readonly content: string };
  /** The record whose version is sent. */
  readonly on?: (town: AccessTown, accountId: string) => readonly [Kind, string];
  /**
   * What a scope means to it: `things`, somebody outside is refused; `list`, they are shown other things; `own`, everybody has theirs; `none`,
   * it is about nothing that belongs to somebody.
   */
  readonly scope: "things" | "list" | "own" | "none";
  /** Of a list: what somebody inside sees, and nobody outside. */
  readonly shows?: (town: AccessTown, role: Role) => readonly string[];
  /** Roles that may use the command, and never on what this call names: it belongs to others. */
  readonly othersThings?: readonly Role[];
  /** Statuses of a refusal besides 403 and 404: a form that does not offer what it was sent. */
  readonly alsoRefused?: readonly number[];
  /** Statuses of somebody inside that are no success: what the call names is right, and the town is not ready for it. */
  readonly alsoFine?: readonly number[];
}
