/** Only a path of this site: anything else would make sign-in a springboard to someone else's. */
export function ownPath(wanted: string | string[] | undefined): string {
  if (typeof wanted !== "string") return "/";
  const base = "http://here.invalid";
  const url = URL.canParse(wanted, base) ? new URL(wanted, base) : null;
  if (url?.origin !== base) return "/";
  // "/.//evil.example" is a path here, and what comes of it is another site to a browser.
  return `/${url.pathname.replace(/^\/+/, "")}${url.search}`;
}
