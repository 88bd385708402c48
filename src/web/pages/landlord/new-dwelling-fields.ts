/**
 * A dwelling that is told of with its first vacancy: what a landlord knows of it, read field by field against the limits that the facts of a dwelling have.
 */
import type { NewDwelling } from "../../../domain/dwellings/new-dwelling.ts";
import { dwellingSchema } from "../../../domain/facts/dwelling.ts";
import { type Html, html } from "../../../markup/html.ts";
import { checkbox, field, fieldGroup } from "../../components/field.ts";
import type { FieldProblem } from "../../components/problem-summary.ts";
import type { FormReading } from "../../form-reading.ts";
import { textOf } from "../../forms.ts";
import type { Form, PageAsked } from "../../page-route.ts";
import type { LandlordWords } from "./landlord-words.ts";

const { properties } = dwellingSchema;

/** The fields, by the names of the form. */
export const newDwellingNames = [
  "address",
  "commune",
  "rooms",
  "areaSquareMetres",
  "floor",
  "funding",
  "rentZone",
  "energyClass",
  "rentCentsPerMonth",
  "chargesCentsPerMonth",
  "hasLift",
  "isAccessible",
] as const;

/** The dwelling as it was typed; undefined where something is wrong, as the reading then says. */
export function readNewDwelling({ say }: PageAsked, reading: FormReading): NewDwelling | undefined {
  const before = reading.problems.length;
  const address = reading.needed("address");
  const commune = communeIn(reading.needed("commune"));
  if (!commune && reading.text("commune") !== undefined)
    reading.refuse("commune", say("landlord.dwelling.not-a-commune"));
  const whole = (name: "rooms" | "areaSquareMetres" | "floor") => {
    const value = name === "floor" ? signedWhole(reading) : reading.whole(name);
    const { minimum, maximum } = properties[name];
    if (value !== undefined && (value < minimum || value > maximum))
      reading.refuse(name, say("landlord.dwelling.between", { least: minimum, most: maximum }));
    return value;
  };
  for (const name of ["rooms", "funding", "rentCentsPerMonth", "chargesCentsPerMonth"]) reading.needed(name);
  const [rooms, area, floor] = [whole("rooms"), whole("areaSquareMetres"), whole("floor")];
  const rent = reading.cents("rentCentsPerMonth");
  const charges = reading.cents("chargesCentsPerMonth");
  const funding = listed(reading, "funding");
  const rentZone = listed(reading, "rentZone");
  const energyClass = listed(reading, "energyClass");
  if (reading.problems.length > before || !commune || !funding) return undefined;
  return {
    address,
    communeCode: commune.code,
    ...(commune.title === "" ? {} : { communeTitle: commune.title }),
    rooms: rooms!,
    ...(area === undefined ? {} : { areaSquareMetres: area }),
    ...(floor === undefined ? {} : { floor }),
    ...(floor === undefined ? {} : { hasLift: reading.ticked("hasLift") }),
    isAccessible: reading.ticked("isAccessible"),
    ...(energyClass === undefined ? {} : { energyClass }),
    funding,
    ...(rentZone === undefined ? {} : { rentZone }),
    rentCentsPerMonth: rent!,
    chargesCentsPerMonth: charges!,
  };

  /** A choice of a closed list; one that is not of it cannot have been chosen in the form. */
  function listed<N extends "funding" | "rentZone" | "energyClass">(
    from: FormReading,
    name: N,
  ): (typeof properties)[N]["enum"][number] | undefined {
    const text = from.text(name);
    const known = properties[name].enum.find((one) => one === text);
    if (text !== undefined && known === undefined) from.refuse(name, say("landlord.dwelling.not-listed"));
    return known as (typeof properties)[N]["enum"][number] | undefined;
  }
}

/** The name and the INSEE code of a commune, typed as `Laon (02408)` or as the code alone. */
export function communeIn(text: string): { readonly code: string; readonly title: string } | undefined {
  const typed = /^(.*?)\s*\(?(\d[\dAB]\d{3})\)?$/i.exec(text.trim());
  return typed ? { code: typed[2]!.toUpperCase(), title: typed[1]!.trim() } : undefined;
}

/** A floor may lie below the ground. */
function signedWhole(reading: FormReading): number | undefined {
  const text = reading.text("floor")?.replace("\u2212", "-");
  return text !== undefined && /^-\d$/.test(text) ? Number(text) : reading.whole("floor");
}

/** The fields; `communes` are offered while one types. */
export function newDwellingFields(
  asked: PageAsked,
  words: LandlordWords,
  {
    typed,
    problems,
    communes,
  }: { readonly typed: Form; readonly problems: readonly FieldProblem[]; readonly communes: readonly string[] },
): Html {
  const { say } = asked;
  const of = (name: (typeof newDwellingNames)[number] | "dwellingId") => ({
    name,
    value: textOf(typed, name),
    problems,
  });
  const options = (name: "funding" | "rentZone" | "energyClass") =>
    properties[name].enum.map((value) => ({
      value,
      text: name === "funding" ? words.word("funding", value) : value.replace("-", " ").toUpperCase(),
    }));
  const tick = (name: "hasLift" | "isAccessible", label: string) =>
    checkbox({ name, label, isChecked: textOf(typed, name) !== undefined, problems });
  return html`${fieldGroup(
    say("landlord.dwelling.which"),
    html`${field(asked, { as: "text", label: say("landlord.dwelling.reference"), hint: say("landlord.dwelling.reference-hint"), autocomplete: "off", ...of("dwellingId") })}${field(asked, { as: "text", label: say("landlord.dwelling.address"), hint: say("landlord.dwelling.address-hint"), autocomplete: "off", ...of("address") })}${field(asked, { as: "text", label: say("landlord.dwelling.commune"), hint: say("landlord.dwelling.commune-hint"), list: "known-communes", autocomplete: "off", ...of("commune") })}<datalist id="known-communes">${communes.map((one) => html`<option value="${one}"></option>`)}</datalist>`,
  )}${fieldGroup(
    say("landlord.dwelling.size"),
    html`${field(asked, { as: "number", label: say("landlord.dwelling.rooms"), hint: say("landlord.dwelling.rooms-hint"), ...of("rooms") })}${field(asked, { as: "number", label: say("landlord.dwelling.area"), unit: "m²", isOptional: true, ...of("areaSquareMetres") })}${field(asked, { as: "number", label: say("landlord.dwelling.floor"), hint: say("landlord.dwelling.floor-hint"), isOptional: true, ...of("floor") })}${tick("hasLift", say("landlord.dwelling.lift"))}${tick("isAccessible", say("landlord.dwelling.accessible"))}${field(asked, { as: "select", label: say("landlord.dwelling.energy"), options: options("energyClass"), empty: say("landlord.dwelling.not-known"), isOptional: true, ...of("energyClass") })}`,
  )}${fieldGroup(
    say("landlord.dwelling.rent"),
    html`${field(asked, { as: "select", label: say("landlord.dwelling.funding"), options: options("funding"), empty: say("landlord.choose"), ...of("funding") })}${field(asked, { as: "select", label: say("landlord.dwelling.zone"), options: options("rentZone"), empty: say("landlord.dwelling.not-known"), isOptional: true, ...of("rentZone") })}${field(asked, { as: "money", label: say("landlord.dwelling.rent-month"), ...of("rentCentsPerMonth") })}${field(asked, { as: "money", label: say("landlord.dwelling.charges-month"), ...of("chargesCentsPerMonth") })}`,
  )}`;
}
