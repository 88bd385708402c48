/**
 * What is meant for a server of any kind, told apart from the path of a file: an address may hold a password.
 */

/** True for `mongodb://…`, `postgres://…` and the like, also where they are misspelt; a drive of one letter is a path. */
export function isAddress(place: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\//i.test(place);
}

/** An address without user, password and options. */
export function shownAddress(address: string): string {
  return address.replace(/\/.*@/s, "//").replace(/\?.*$/s, "");
}
