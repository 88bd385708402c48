import { DomainError } from "../../src/domain/shared/domain-error.ts";

/** What a use case refuses with; fails where it does not refuse. */
export async function refusalOf(done: Promise<unknown>): Promise<DomainError> {
  try {
    await done;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

/** A refusal as short texts: code and the field, request or kind it is about. */
export function told({ code, values, details }: DomainError): readonly string[] {
  const problems = details.length > 0 ? (details as readonly Told[]) : [{ code, values }];
  return problems.map((one) => {
    const about = ["field", "requestIds", "requestId", "rank", "sent"].find((name) => name in one.values);
    return about === undefined ? one.code : `${one.code} ${String(one.values[about])}`;
  });
}

interface Told {
  readonly code: string;
  readonly values: Readonly<Record<string, unknown>>;
}
