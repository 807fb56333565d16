import "server-only";
import { env } from "../env";

/**
 * The address of a request as its client wrote it, for links in an answer. The server knows itself by the name that it
 * listens on; the client's is in Host, and whether it came by https only PUBLIC_URL can say.
 */
export function clientUrl(request: Request): URL {
  const url = new URL(request.url);
  const host = request.headers.get("host");
  if (host === null || !URL.canParse(`${url.protocol}//${host}`)) return url;
  const named = new URL(`${url.protocol}//${host}`);
  const open = new URL(env().PUBLIC_URL);
  url.protocol = open.hostname === named.hostname ? open.protocol : url.protocol;
  url.host = named.host;
  if (named.port === "") url.port = "";
  return url;
}
