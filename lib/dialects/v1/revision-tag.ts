/** The ETag of whatever belongs to an organization: its revision. */
export function revisionTag(revision: number): string {
  return `"${revision}"`;
}

/**
 * The revision that If-Match names; undefined where the asker sets no condition. What is no tag of ours matches no
 * revision, so that the core answers `stale`. Source: RFC 9110, section 13.1.1.
 */
export function expectedRevision(request: Request): { readonly expectedRevision?: number } {
  const given = request.headers.get("if-match")?.trim();
  if (given === undefined || given === "*") return {};
  const revision = /^"(\d{1,15})"$/.exec(given)?.[1];
  return { expectedRevision: revision === undefined ? -1 : Number(revision) };
}
