/** Where somebody goes after logging in: a path of this product, and never another site, however its address is dressed up. */

/** The path that was asked for, with its query; the first page for anything else. */
export function ownPath(then: string | undefined): string {
  if (then === undefined || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(then)) return "/";
  const url = new URL(then, "http://own.invalid");
  if (url.origin !== "http://own.invalid" || /^\/log-(?:in|out)\b/.test(url.pathname)) return "/";
  // Dots in a path are gone by now, and may leave two slashes at its beginning.
  return url.pathname.startsWith("//") ? "/" : `${url.pathname}${url.search}`;
}
