import { revisionTag } from "./revision-tag";

/** An answer that says which revision of the organization it shows, for If-Match. */
export function tagged(revision: number, body: unknown, status = 200): Response {
  return Response.json(body, { status, headers: { etag: revisionTag(revision) } });
}

/** An act that leaves nothing to show. */
export function taggedNothing(revision: number): Response {
  return new Response(null, { status: 204, headers: { etag: revisionTag(revision) } });
}
