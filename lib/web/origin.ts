/**
 * Whether a request, by its headers, that carries a cookie was made by one of our own pages. Browsers send Sec-Fetch-Site or Origin
 * with every write; a cookie write with neither is refused (OWASP, cross-site request forgery).
 */
export function isSameOrigin(headers: Pick<Headers, "get">): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  const origin = headers.get("origin");
  if (origin === null) return false;
  return URL.canParse(origin) && new URL(origin).host === headers.get("host");
}
