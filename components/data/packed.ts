import { type DehydratedState, dehydrate, type QueryClient } from "@tanstack/react-query";

/**
 * What a page was given to begin with, each answer as one text: as objects every string of it would be looked at one by
 * one, twice on the server and once more in the browser, and an organization's matrix has a hundred thousand.
 */
export function packed(client: QueryClient): DehydratedState {
  return dehydrate(client, { serializeData: (data) => JSON.stringify(data) });
}

/** The answer again; the browser's client asks for it (components/shell/providers.tsx). */
export function unpacked(data: unknown): unknown {
  return typeof data === "string" ? JSON.parse(data) : data;
}
