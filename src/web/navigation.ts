/** Where each role finds its work: the links of the frame. A link is there for whoever may use what its page reads. */
import { type Command, rolesFor } from "../domain/access/permissions.ts";
import type { Visitor } from "../edge/access.ts";
import type { TextKey } from "../texts/texts.ts";

interface Destination {
  readonly href: string;
  readonly text: TextKey;
  readonly command?: Command;
}

/** Every destination, in the order of the path. */
const destinations: readonly Destination[] = [
  { href: "/", text: "shell.nav.today" },
  { href: "/agenda", text: "shell.nav.agenda", command: "list-to-decide" },
  { href: "/agendas", text: "shell.nav.agendas", command: "list-agendas" },
  { href: "/requests", text: "shell.nav.requests", command: "search-requests" },
  { href: "/proofs", text: "shell.nav.proofs", command: "list-proofs" },
  { href: "/duplicates", text: "shell.nav.duplicates", command: "list-duplicates" },
  { href: "/vacancies", text: "shell.nav.vacancies", command: "list-vacancies" },
  { href: "/designations", text: "shell.nav.designations", command: "list-designations" },
  { href: "/runs", text: "shell.nav.runs", command: "list-runs" },
  { href: "/operations", text: "night.operations.title", command: "list-jobs" },
  { href: "/notices", text: "shell.nav.notices", command: "list-notices" },
  { href: "/accounts", text: "shell.nav.accounts", command: "list-accounts" },
];

/** A link of the frame. */
export interface NavigationLink {
  readonly href: string;
  readonly text: TextKey;
}

/** The links of somebody. */
export function navigationOf({ actor }: Visitor): readonly NavigationLink[] {
  return destinations.filter(({ command }) => command === undefined || rolesFor(actor, command).length > 0);
}
