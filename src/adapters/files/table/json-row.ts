/**
 * Reads one request written as JSON straight from bytes into a row of columns. It understands what machines write; for anything else
 * (escapes in texts, degrees, mistakes) it gives false and leaves no trace, and the line is read by `JSON.parse` and checked by ajv.
 */
import { ABSENT } from "../../../domain/facts/fact-table.ts";
import { DayNumbers } from "../../../domain/facts/table/day-numbers.ts";
import type { SideBuilder } from "../../../domain/facts/table/side-builder.ts";
import { dayIn, integerIn, NO_INTEGER } from "./byte-values.ts";
import type { MemberTarget, ObjectTarget, PersonsTarget, PositionTarget, ScalarTarget, Target } from "./row-targets.ts";

const [QUOTE, COMMA, COLON, BACKSLASH, TAB, RETURN] = [34, 44, 58, 92, 9, 13] as const;
const [OPEN_LIST, CLOSE_LIST, OPEN, CLOSE, SPACE] = [91, 93, 123, 125, 32] as const;
const TRUE = Buffer.from("true");
const FALSE = Buffer.from("false");

/** Reads lines of JSON into rows. */
export class JsonRow {
  readonly #target: ObjectTarget;
  readonly #side: SideBuilder;
  readonly #days = new DayNumbers();
  #bytes: Buffer = Buffer.alloc(0);
  #at = 0;
  #row = 0;
  // The last text that was read: where it begins and ends.
  #from = 0;
  #to = 0;
  #idFrom = 0;
  #idTo = 0;
  #isCanonical = true;

  constructor(target: ObjectTarget, side: SideBuilder) {
    this.#target = target;
    this.#side = side;
  }

  /** True when the bytes of the last record are its canonical JSON. */
  get isCanonical(): boolean {
    return this.#isCanonical;
  }

  /** Reads the record between two places; false when it must be read the careful way. */
  read(bytes: Buffer, from: number, to: number): boolean {
    this.#bytes = bytes;
    this.#at = from;
    this.#row = this.#side.start();
    this.#isCanonical = true;
    this.#skip();
    if (this.#object(this.#target)) {
      this.#skip();
      if (this.#at === to) {
        this.#side.end(bytes, this.#idFrom, this.#idTo);
        return true;
      }
    }
    this.#side.drop();
    return false;
  }

  #skip(): void {
    let byte = this.#bytes[this.#at];
    while (byte === SPACE || byte === TAB || byte === RETURN) {
      this.#isCanonical = false;
      byte = this.#bytes[++this.#at];
    }
  }

  #take(byte: number): boolean {
    if (this.#bytes[this.#at] !== byte) return false;
    this.#at++;
    this.#skip();
    return true;
  }

  #object(target: ObjectTarget): boolean {
    if (!this.#take(OPEN)) return false;
    let seen = 0;
    let expected = 0;
    if (this.#bytes[this.#at] === CLOSE) this.#at++;
    else {
      do {
        const member = this.#member(target, expected);
        if (!member || seen & (1 << member.index)) return false;
        // Members stand in the order of canonical JSON, so a bit above this one means that the order differs.
        if (seen >>> member.index) this.#isCanonical = false;
        seen |= 1 << member.index;
        expected = member.index + 1;
        this.#skip();
        if (!this.#take(COLON) || !this.#value(member.target)) return false;
        this.#skip();
      } while (this.#take(COMMA));
      if (this.#bytes[this.#at++] !== CLOSE) return false;
    }
    return (seen & target.required) === target.required;
  }

  /** The member whose name comes next; `after` is 0 at the beginning, else the place behind the member before. */
  #member({ members, followers }: ObjectTarget, after: number): MemberTarget | undefined {
    const guess = members[followers[after]!];
    if (guess && this.#matches(guess.key)) return guess;
    for (const member of members) {
      if (!this.#matches(member.key)) continue;
      followers[after] = member.index;
      return member;
    }
    return undefined;
  }

  #matches(key: Uint8Array): boolean {
    const at = this.#at;
    // The second letter tells most names apart.
    if (this.#bytes[at + 1] !== key[1] || this.#bytes[at + key.length - 1] !== QUOTE) return false;
    for (let i = 0; i < key.length; i++) if (this.#bytes[at + i] !== key[i]) return false;
    this.#at = at + key.length;
    return true;
  }

  #value(target: Target): boolean {
    switch (target.kind) {
      case "scalar": {
        const value = this.#scalar(target.scalar);
        if (value === ABSENT) return false;
        this.#side.filler.setScalar(target.fact, this.#row, value, target.scalar.kind === "text");
        return true;
      }
      case "object":
        return this.#object(target.object);
      case "texts":
        return this.#texts(target);
      case "persons":
        return this.#persons(target);
      case "position":
        return this.#position(target);
      case "id": {
        if (!this.#text()) return false;
        this.#idFrom = this.#from;
        this.#idTo = this.#to;
        return target.isId(this.#bytes.toString("latin1", this.#from, this.#to));
      }
    }
  }

  /** The number for the column, or ABSENT when the value is not one that is allowed here. */
  #scalar(scalar: ScalarTarget): number {
    switch (scalar.kind) {
      case "int":
        return this.#integer(scalar.minimum, scalar.maximum);
      case "bool":
        return this.#word(TRUE) ? 1 : this.#word(FALSE) ? 0 : ABSENT;
      case "day":
        return this.#text() ? dayIn(this.#bytes, this.#from, this.#to, this.#days) : ABSENT;
      case "text": {
        const code = this.#text() ? scalar.texts.find(this.#bytes, this.#from, this.#to) : -1;
        return code < 0 ? ABSENT : code;
      }
    }
  }

  #integer(minimum: number, maximum: number): number {
    const from = this.#at;
    let to = from;
    while (this.#bytes[to]! > COMMA && this.#bytes[to]! < COLON) to++;
    this.#at = to;
    const value = integerIn(this.#bytes, from, to, false);
    if (value === 0 && to - from > 1) this.#isCanonical = false;
    return value !== NO_INTEGER && value >= minimum && value <= maximum ? value : ABSENT;
  }

  #word(word: Buffer): boolean {
    for (let i = 0; i < word.length; i++) if (this.#bytes[this.#at + i] !== word[i]) return false;
    this.#at += word.length;
    return true;
  }

  #text(): boolean {
    if (this.#bytes[this.#at] !== QUOTE) return false;
    this.#from = this.#at + 1;
    let to = this.#from;
    while (this.#bytes[to] !== QUOTE) {
      if (this.#bytes[to]! < SPACE || this.#bytes[to] === BACKSLASH) return false;
      if (++to >= this.#bytes.length) return false;
    }
    this.#to = to;
    this.#at = to + 1;
    return true;
  }

  #texts({ fact, texts, minItems, maxItems }: Extract<Target, { kind: "texts" }>): boolean {
    if (!this.#take(OPEN_LIST)) return false;
    const column = this.#side.filler.startTexts(fact, this.#row);
    let count = 0;
    if (this.#bytes[this.#at] !== CLOSE_LIST) {
      do {
        const code = this.#text() ? texts.find(this.#bytes, this.#from, this.#to) : -1;
        if (code < 0) return false;
        column.push(code);
        count++;
        this.#skip();
      } while (this.#take(COMMA));
    }
    return this.#bytes[this.#at++] === CLOSE_LIST && count >= minItems && count <= maxItems;
  }

  #persons({ fact, holdText, person, minItems, maxItems }: PersonsTarget): boolean {
    if (!this.#take(OPEN_LIST)) return false;
    const column = this.#side.filler.startPersons(fact, this.#row, holdText);
    let count = 0;
    if (this.#bytes[this.#at] !== CLOSE_LIST) {
      do {
        const place = column.push();
        const isRead = this.#fields(person, (field, value) => {
          column.fields[person.members[field]!.field]!.values[place] = value;
        });
        if (!isRead) return false;
        count++;
        this.#skip();
      } while (this.#take(COMMA));
    }
    return this.#bytes[this.#at++] === CLOSE_LIST && count >= minItems && count <= maxItems;
  }

  #position({ fact, position }: PositionTarget): boolean {
    let [grid, east, north] = [ABSENT, ABSENT, ABSENT];
    const isRead = this.#fields(position, (field, value) => {
      const { name } = position.members[field]!;
      if (name === "grid") grid = value;
      else if (name === "eastMetres") east = value;
      else north = value;
    });
    if (isRead) this.#side.filler.setPosition(fact, this.#row, grid, east, north);
    return isRead;
  }

  /** An object whose members are all scalars. */
  #fields(target: ObjectTarget, set: (field: number, value: number) => void): boolean {
    if (!this.#take(OPEN)) return false;
    let seen = 0;
    let expected = 0;
    if (this.#bytes[this.#at] === CLOSE) this.#at++;
    else {
      do {
        const member = this.#member(target, expected);
        if (!member || seen & (1 << member.index) || member.target.kind !== "scalar") return false;
        if (seen >>> member.index) this.#isCanonical = false;
        seen |= 1 << member.index;
        expected = member.index + 1;
        this.#skip();
        const value = this.#take(COLON) ? this.#scalar(member.target.scalar) : ABSENT;
        if (value === ABSENT) return false;
        set(member.index, value);
        this.#skip();
      } while (this.#take(COMMA));
      if (this.#bytes[this.#at++] !== CLOSE) return false;
    }
    return (seen & target.required) === target.required;
  }
}
