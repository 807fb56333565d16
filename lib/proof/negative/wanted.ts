import type { Caller, CallerName, Stands } from "@/lib/testing/callers";
import type { Need } from "../registry/call";
import type { Entry } from "../registry/entries";
import type { Answer } from "./ask";

const INSIDE: readonly CallerName[] = ["token without the scope", "demoted owner", "plain member", "viewer"];

/** Whom each need lets through, of those who knock; where it is not listed here, nobody. */
const MAY: Partial<Record<Need, readonly CallerName[]>> = {
  inside: INSIDE,
  "inside, or a project": [...INSIDE, "project-only user"],
  "view people, or oneself": INSIDE,
  "view people": ["viewer"],
  "view audit": ["viewer"],
  "view tokens": ["viewer"],
  "view project": ["viewer", "project-only user"],
};

/** Who may look at himself where he may not look at others. */
const ONESELF: Need = "view people, or oneself";

// A limited credential has no business with its owner's sessions.
const LIMITED: readonly CallerName[] = ["token without the scope", "token of another organization"];

// The Crux family names no organization: these ask for their own, where they may everything.
const AT_HOME_ELSEWHERE: readonly CallerName[] = [
  "token of another organization",
  "admin of another organization",
];

/** Whether this caller may do at home what needs this. */
export function may(need: Need, caller: Caller): boolean {
  if (caller.stands === "nobody") return false;
  if (need === "signed-in") return true;
  if (need === "whole credential") return !LIMITED.includes(caller.name);
  return MAY[need]?.includes(caller.name) ?? false;
}

/** Whether an answer to him may hold names of this organization's people. */
export function seesNames(need: Need, caller: Caller): boolean {
  return may(need === ONESELF ? "view people" : need, caller);
}

/** Whether the request is about an organization that the caller himself administers, and so no attack. */
export function isAtHomeElsewhere({ family, endpoint }: Entry, caller: Caller): boolean {
  return family.door === "crux" && !endpoint.path.includes(":") && AT_HOME_ELSEWHERE.includes(caller.name);
}

/**
 * Whether a refusal is worded as the family declares it: who is nobody is asked for credentials, who does not belong is
 * told that there is nothing (in the Crux family, that he belongs nowhere), who belongs that he may not.
 */
export function isRefusedAsDeclared(entry: Entry, stands: Stands, { status, text }: Answer): boolean {
  const { door } = entry.family;
  if (door === "exchange") return status === 200 && /"errorcode":20,/.test(text);
  if (stands === "nobody") return status === 401;
  if (door === "authzen") return status === 200 && /"error":\{"status":40[34],/.test(text);
  if (status === 404) return true;
  return status === 403 && (stands === "inside" || door === "crux" || !text.includes("No such"));
}
