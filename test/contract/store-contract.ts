/**
 * What every store must do, whatever it is made of. A store is one when all of this holds: nothing may be left out, nothing may differ.
 */
import { auditContract } from "./audit-contract.ts";
import { changesContract } from "./changes-contract.ts";
import { erasureContract } from "./erasure-contract.ts";
import { jobsContract } from "./jobs-contract.ts";
import { lifetimeContract } from "./lifetime-contract.ts";
import { listsContract } from "./lists-contract.ts";
import { readingsContract } from "./readings-contract.ts";
import { recordsContract } from "./records-contract.ts";
import { verificationContract } from "./verification-contract.ts";
import type { StorePlaces } from "./writing.ts";

/** Runs the whole contract on a store. */
export function storeContract(name: string, places: StorePlaces): void {
  describe(`the store contract, ${name}`, () => {
    afterEach(() => places.clean());
    recordsContract(places);
    listsContract(places);
    changesContract(places);
    auditContract(places);
    readingsContract(places);
    erasureContract(places);
    jobsContract(places);
    lifetimeContract(places);
    verificationContract(places);
  });
}
