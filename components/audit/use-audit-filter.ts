"use client";
import { parseAsString, useQueryStates } from "nuqs";
import { AUDIT_KEYS, askedOf } from "./asked";

const KEYS = {
  actor: parseAsString,
  person: parseAsString,
  permission: parseAsString,
  role: parseAsString,
  door: parseAsString,
  kind: parseAsString,
  from: parseAsString,
  until: parseAsString,
  sort: parseAsString,
};

/** The filter of the audit log; all of it is in the address, so that a link shows a colleague the same. */
export function useAuditFilter() {
  const [state, set] = useQueryStates(KEYS, { history: "push" });
  const isFiltered = AUDIT_KEYS.some((key) => key !== "sort" && state[key] !== null);
  return { state, set, asked: askedOf(state), isFiltered, clear: () => void set(null) };
}

export type AuditFilterState = ReturnType<typeof useAuditFilter>;
