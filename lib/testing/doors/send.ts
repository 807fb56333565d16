import { asking } from "../ask";
import type { Answer, Someone } from "./door";

/** Sends real requests to a family's handler. The request's id is fixed, so that two answers can be equal to the byte. */
export function sending(handle: (request: Request) => Promise<Response>, prefix: string) {
  const ask = asking(handle, prefix);
  return async (asker: Someone, method: string, path: string, body?: unknown): Promise<Answer> => {
    const headers = { ...asker.headers, "x-request-id": "scenario" };
    const { status, text, headers: answered } = await ask(method, path, { body, headers });
    return { status, text, headers: JSON.stringify([...answered]) };
  };
}

export const byToken = async (secret: string) => ({ authorization: `Bearer ${secret}` });
