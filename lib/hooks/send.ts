import "server-only";
import { lookup } from "node:dns/promises";
import { request as plain } from "node:http";
import { request as secure } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { tracedCall } from "../tracing.mjs";
import { isPublic } from "./networks";

export interface Answer {
  /** Null: there was none. */
  readonly status: number | null;
  readonly text: string | null;
  /** Why there was no answer, in a sentence for the log that the organization reads. */
  readonly problem: string | null;
}

interface Message {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Rules {
  /** Plain http, and addresses that are not on the public internet. */
  readonly allowPrivate: boolean;
  readonly timeoutMs: number;
  /** Who a name belongs to; a test brings its own. */
  readonly resolve?: (name: string) => Promise<readonly string[]>;
}

/** Of an answer's body no more than this is read, and kept. */
const TEXT_MOST = 1000;

const failed = (problem: string): Answer => ({ status: null, text: null, problem });

/**
 * Posts one message. The name is resolved once and the connection goes to the address that was looked at, so that it
 * cannot lead elsewhere meanwhile; redirects are answers like any other. Never throws.
 */
export function send(message: Message, rules: Rules): Promise<Answer> {
  return tracedCall("deliverWebhook", () => call(message, rules), told);
}

/** The address may hold a secret of the receiver's, and a sentence is for people: neither leaves the house. */
function told({ status }: Answer): Record<string, string | number> {
  if (status === null) return { "error.type": "no-answer" };
  const failure = status < 200 || status >= 300;
  return { "http.response.status_code": status, ...(failure ? { "error.type": String(status) } : {}) };
}

async function call(message: Message, rules: Rules): Promise<Answer> {
  const url = new URL(message.url);
  if (url.protocol !== "https:" && !rules.allowPrivate) return failed("Only https:// is called.");
  const signal = AbortSignal.timeout(rules.timeoutMs);
  try {
    const address = await Promise.race([addressOf(url, rules), aborted(signal)]);
    if (address === null) return failed("The address is not on the public internet.");
    return await post(url, address, message, signal);
  } catch (error) {
    return failed(signal.aborted ? "No answer in time." : sentenceOf(error));
  }
}

/** Null: one of the addresses is not public. Whoever has several may not mix them. */
async function addressOf(url: URL, { allowPrivate, resolve = resolveName }: Rules): Promise<string | null> {
  const name = url.hostname.replace(/^\[|\]$/g, "");
  const addresses = isIP(name) ? [name] : await resolve(name);
  const [first] = addresses;
  if (first === undefined) throw new Error("There is no such host.");
  return allowPrivate || addresses.every(isPublic) ? first : null;
}

async function resolveName(name: string): Promise<string[]> {
  return (await lookup(name, { all: true })).map(({ address }) => address);
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
}

function post(url: URL, address: string, { headers, body }: Message, signal: AbortSignal): Promise<Answer> {
  const family = isIP(address);
  const toThatAddress: LookupFunction = (_name, options, done) =>
    options.all ? done(null, [{ address, family }]) : done(null, address, family);
  const request = url.protocol === "https:" ? secure : plain;
  return new Promise((resolve, reject) => {
    const asked = request(url, {
      method: "POST",
      agent: false,
      lookup: toThatAddress,
      signal,
      headers: { ...headers, "content-length": Buffer.byteLength(body) },
    });
    asked.on("error", reject);
    // Whoever switches protocols says nothing more that we understand, and Node ends the connection without a word.
    asked.on("upgrade", ({ statusCode }, socket) => {
      socket.destroy();
      resolve({ status: statusCode ?? null, text: "", problem: null });
    });
    asked.on("response", (response) => {
      let read = Buffer.alloc(0);
      const finish = () => {
        const text = read.toString("utf8").replaceAll("\0", "").slice(0, TEXT_MOST);
        resolve({ status: response.statusCode ?? null, text, problem: null });
        response.destroy();
      };
      response.on("data", (chunk: Buffer) => {
        read = Buffer.concat([read, chunk]);
        if (read.length >= TEXT_MOST) finish();
      });
      response.on("end", finish).on("error", reject);
    });
    asked.end(body);
  });
}

function sentenceOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "There is no such host.";
  return `No connection${code === "" ? "" : ` (${code})`}.`;
}
