/**
 * Levers of the smallest change: only what an applicant can lawfully change may be proposed to them.
 */
import type { FactCatalogue, FactDeclaration } from "../../facts/catalogue.ts";
import { type Phrase, phrase, type Said, said } from "../../shared/phrase.ts";
import type { Lever, RuleSet } from "../rule-set.ts";

/** Levers that name a fact nobody may be advised to change, or a change the fact cannot undergo. */
export function unlawfulLevers(ruleSet: RuleSet, catalogue: FactCatalogue): ({ at: object } & Said)[] {
  return ruleSet.assignment.levers.flatMap((lever) => {
    const fact = catalogue.facts[lever.fact]!;
    const wrong = reasonAgainst(lever, fact, catalogue);
    return wrong === undefined
      ? []
      : [{ at: lever, ...said(phrase`The lever ${lever.id} on ${fact.name} is not lawful: ${wrong}.`) }];
  });
}

function reasonAgainst(
  { change }: Lever,
  { type, changeable, protected: isProtected }: FactDeclaration,
  catalogue: FactCatalogue,
): Phrase | undefined {
  if (isProtected) return phrase`the fact is protected. Maybe remove the lever`;
  if (!changeable) return phrase`the applicant cannot change the fact. Maybe remove the lever`;
  switch (change.kind) {
    case "add": {
      if (type.kind !== "texts") return phrase`only a list of texts can be added to`;
      const stranger = change.values.find((value) => type.values && !type.values.includes(value));
      return stranger === undefined
        ? undefined
        : phrase`the list cannot hold "${stranger}"; allowed are ${(type.values ?? []).join(", ")}`;
    }
    case "add-from": {
      if (type.kind !== "texts") return phrase`only a list of texts can be added to`;
      return catalogue.facts[change.fact]?.type.kind === "text"
        ? undefined
        : phrase`what is added must be a fact of type text`;
    }
    case "raise":
    case "lower": {
      if (type.kind !== "int") return phrase`only a whole number can be raised or lowered`;
      if (change.step <= 0) return phrase`its step is ${change.step}, and must be 1 or more`;
      const isInside = change.bound >= type.minimum && change.bound <= type.maximum;
      return isInside
        ? undefined
        : phrase`its bound is ${change.bound}; the fact goes from ${type.minimum} to ${type.maximum}`;
    }
    case "set":
      return typeof change.value === "boolean" ? ofTruth(type.kind) : ofText(change.value, type);
  }
}

function ofTruth(kind: string): Phrase | undefined {
  return kind === "bool" ? undefined : phrase`only a fact that is true or false can be set to one of these`;
}

function ofText(value: string, type: FactDeclaration["type"]): Phrase | undefined {
  if (type.kind !== "text") return phrase`only a text can be set to a text`;
  if (!type.values || type.values.includes(value)) return undefined;
  return phrase`the fact cannot be "${value}"; allowed are ${type.values.join(", ")}`;
}
