/**
 * Whether a request that carries a cookie was made by one of our own pages. Browsers send Sec-Fetch-Site or Origin
 * with every write; a cookie write with neither is refused (OWASP, cross-site request forgery).
 */
export function isSameOrigin(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  const origin = request.headers.get("origin");
  if (origin === null) return false;
  return URL.canParse(origin) && new URL(origin).host === request.headers.get("host");
}
