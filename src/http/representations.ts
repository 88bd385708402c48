/** How records look from outside: one function a kind, the same for reading, writing and a call made again. */
import type { Kind } from "../app/kinds.ts";
import type { Stored } from "../app/ports.ts";
import { agendaRepresentation } from "./representations/agenda.ts";
import { certificateRepresentation } from "./representations/certificate.ts";
import { decisionRepresentation } from "./representations/decision.ts";
import { factsRepresentation } from "./representations/declared-facts.ts";
import { designationRepresentation } from "./representations/designation.ts";
import { proofRepresentation } from "./representations/proof.ts";
import { requestRepresentation } from "./representations/request.ts";
import { vacancyRepresentation } from "./representations/vacancy.ts";

interface Representation<K extends Kind> {
  /** The collection it stands in, below `/api/v1`. */
  readonly collection: string;
  readonly of: (stored: Stored<K>) => object;
}

type Represented = { readonly [K in Kind]?: Representation<K> };

const representations: Represented = {
  landlord: { collection: "landlords", of: factsRepresentation },
  agreement: { collection: "agreements", of: factsRepresentation },
  right: { collection: "rights", of: factsRepresentation },
  dwelling: { collection: "dwellings", of: factsRepresentation },
  employer: { collection: "employers", of: factsRepresentation },
  vacancy: { collection: "vacancies", of: vacancyRepresentation },
  request: { collection: "requests", of: requestRepresentation },
  proof: { collection: "proofs", of: proofRepresentation },
  agenda: { collection: "agendas", of: agendaRepresentation },
  decision: { collection: "decisions", of: decisionRepresentation },
  certificate: { collection: "certificates", of: certificateRepresentation },
  designation: { collection: "designations", of: designationRepresentation },
};

/** A record as it looks from outside. */
export function represent(stored: Stored): object {
  const found = representations[stored.kind] as Representation<Kind> | undefined;
  if (!found) throw new Error(`a ${stored.kind} has no look from outside`);
  return found.of(stored);
}

/** Where a record stands. */
export function placeOf(kind: Kind, id: string): string {
  return `/api/v1/${representations[kind]?.collection}/${encodeURIComponent(id)}`;
}
