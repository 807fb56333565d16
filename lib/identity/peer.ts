/**
 * The address at the other end, as the server's front writes it over whatever a client sent (lib/boot/front.mjs); one
 * name for all where there is no front, as in tests.
 */
export function peerOf(headers: Pick<Headers, "get">): string {
  return headers.get("x-grantdesk-peer") ?? "unknown";
}
