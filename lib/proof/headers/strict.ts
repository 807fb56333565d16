const STRICT: Readonly<Record<string, RegExp>> = {
  "content-security-policy": /script-src 'self' 'nonce-[\w+/]{22}==' 'strict-dynamic';/,
  "cache-control": /^private, no-store\b/,
  "x-content-type-options": /^nosniff$/,
  "x-frame-options": /^DENY$/,
  "referrer-policy": /^no-referrer$/,
  "cross-origin-opener-policy": /^same-origin$/,
  "cross-origin-resource-policy": /^same-origin$/,
};

/** The nonce that a client would like to be used. */
export const KNOWN = "a2nown0a2nown0a2nown0Q==";

/** What is not strict about an answer; `nonces` holds those of the answers before, and this one's from now on. */
export async function looseEnds(answer: Response, nonces: Set<string>): Promise<string[]> {
  const said = answer.headers;
  const missing = Object.entries(STRICT).filter(([name, wanted]) => !wanted.test(said.get(name) ?? ""));
  const [, nonce = ""] = (said.get("content-security-policy") ?? "").match(/'nonce-([^']+)'/) ?? [];
  const known = nonce === KNOWN || nonces.has(nonce);
  nonces.add(nonce);
  const scripts = [...(await answer.text()).matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
  return [
    ...missing.map(([name]) => `${name}: ${said.get(name)}`),
    ...(known ? ["a nonce that somebody knows"] : []),
    ...scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`)).map((tag) => `without the nonce: ${tag}`),
    ...["x-powered-by", "server"].flatMap((name) => (said.has(name) ? [`${name}: ${said.get(name)}`] : [])),
  ];
}
