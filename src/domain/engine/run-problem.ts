/** Something about the input that stops a run: a code and the values of its sentence (the sentences live in the catalogues of texts). */
export interface RunProblem {
  readonly code:
    | "vacancy-without-rule-set"
    | "vacancy-with-several-rule-sets"
    | "more-pins-than-places"
    | "more-pins-than-lists"
    | "pinned-and-struck"
    | "unknown-pin"
    | "unknown-target"
    | "places-unknown";
  readonly values: Readonly<Record<string, string | number>>;
}
