import type { Authenticated } from "./family";

type Known = Exclude<Authenticated, string>;

/**
 * Lets a caller act who may be a claim: who his secret stood for last time. What came of it is answered where he is that
 * one still. Where he is not, nothing has been done, since only a claim that holds can do anything, and he acts as who
 * he really is, or `refuse` says that he is nobody.
 */
export async function asHimself(
  caller: Known,
  act: (caller: Known) => Promise<Response>,
  refuse: (reason: Extract<Authenticated, string>) => Response,
): Promise<Response> {
  if (!caller.actual) return act(caller);
  const tried = await act(caller).then(
    (response) => ({ response }),
    (cause: unknown) => ({ cause }),
  );
  const actual = await caller.actual();
  if (actual !== caller) return typeof actual === "string" ? refuse(actual) : act(actual);
  if ("cause" in tried) throw tried.cause;
  return tried.response;
}
