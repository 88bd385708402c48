import { expect } from "chai";
import fc from "fast-check";
import { say } from "../../src/texts/texts.ts";
import { FormReading, readCents, readDay, readWhole, typedEuros } from "../../src/web/form-reading.ts";
import type { Form } from "../../src/web/page-route.ts";

const reading = (form: Form) => new FormReading({ form, say: (key, values) => say("fr", key, values) });

describe("reading a form", () => {
  it("takes days as browsers and as people write them", () => {
    expect(readDay("2026-11-23")).to.equal("2026-11-23");
    expect(readDay("3/1/1990")).to.equal("1990-01-03");
    expect(readDay("23.11.2026")).to.equal("2026-11-23");
    for (const wrong of ["31/02/2026", "2026-13-01", "hier", "23/11/26"])
      expect(readDay(wrong), wrong).to.equal(undefined);
  });

  it("takes money in euros and keeps cents", () => {
    expect(readCents("612,40")).to.equal(61_240);
    expect(readCents("1 234.5 €")).to.equal(123_450);
    expect(readCents("1\u202f200")).to.equal(120_000);
    for (const wrong of ["1,2,3", "-5", "12,345", "abc", ""]) expect(readCents(wrong), wrong).to.equal(undefined);
  });

  it("reads again whatever amount it wrote", () => {
    fc.assert(
      fc.property(fc.nat(99_999_999), (cents) => {
        expect(readCents(typedEuros(cents)!)).to.equal(cents);
      }),
    );
  });

  it("takes whole numbers only", () => {
    expect(readWhole("1 200")).to.equal(1_200);
    for (const wrong of ["1,5", "-1", "trois", "1e3"]) expect(readWhole(wrong), wrong).to.equal(undefined);
  });

  it("tells every problem at once, and nothing of what was left empty", () => {
    const form = reading({ day: "31/02/2026", rent: "beaucoup", rooms: "", name: " Ada ", both: ["a", " ", "b"] });
    expect(form.day("day")).to.equal(undefined);
    expect(form.cents("rent")).to.equal(undefined);
    expect(form.whole("rooms")).to.equal(undefined);
    expect(form.text("name")).to.equal("Ada");
    expect(form.texts("both")).to.deep.equal(["a", "b"]);
    expect(form.ticked("other")).to.equal(false);
    expect(form.needed("rooms")).to.equal("");
    expect(form.problems.map(({ field }) => field)).to.deep.equal(["day", "rent", "rooms"]);
  });
});
