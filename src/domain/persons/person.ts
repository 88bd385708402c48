/**
 * Names and contacts of the people behind a request, kept apart from facts and sealed with a key of their own. A run never sees them.
 */

/** What is sealed: who to write to. Invented people are marked by whoever invents them. */
export interface PersonContents {
  readonly familyName: string;
  readonly givenNames: string;
  readonly email?: string;
  readonly phone?: string;
  readonly address?: string;
  /** The employer's own reference, such as a payroll number: by it a file of the employer names the same request again. */
  readonly reference?: string;
  /** Names of the other members of the household. */
  readonly householdNames?: readonly string[];
}

/** What is digested for the blind index; a member is absent where something it needs is empty. */
export interface TokenTexts {
  readonly name?: string;
  readonly email?: string;
  /** The family name alone: to search by, never to take two persons for one. */
  readonly family?: string;
  /** The reference that an employer gave, within that employer. */
  readonly reference?: string;
}

/** A person as stored. Both members are absent after erasure. */
export interface PersonDocument {
  /** `PersonContents` as canonical JSON, sealed with the person's key. */
  readonly sealed?: string;
  /** Blind index: keyed digests by which a person or a likely duplicate is found without reading a name. */
  readonly tokens?: TokenTexts;
  readonly erasedAt?: string;
}

/** The key of one person, wrapped by the keyring's key. Erasure destroys it. */
export interface PersonKeyDocument {
  readonly wrapped?: string;
}

/** The wrapping key of all person keys, itself wrapped by the master key, so that a new master key rewraps one record. */
export interface KeyringDocument {
  readonly masterKeyId: string;
  readonly wrapped: string;
}

/** That a person was erased, kept so that a restored backup can be brought up to date. */
export interface ErasureDocument {
  readonly personId: string;
  readonly requestIds: readonly string[];
  readonly erasedAt: string;
  readonly erasedBy: string;
  readonly ground: string;
}
