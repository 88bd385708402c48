/**
 * What somebody typed about one candidate: sealed with the key of that person, so that an erasure makes it unreadable wherever it lies.
 */
export interface SealedText {
  readonly personId: string;
  /** Sealed for the record and the candidate it is about. */
  readonly sealed: string;
}
