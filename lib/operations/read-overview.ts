import "server-only";
import { ADMINISTERS } from "@/lib/core/guards";
import type { OverviewView } from "@/lib/core/overview";
import type { Principal } from "@/lib/core/principal";
import { readDaysOfChanges, readPeopleNumbers, readSoon } from "@/lib/store/overview";
import { type Result, success } from "./result";
import { enter } from "./standing";

const DAYS = 30;

/** An organization at a glance: for who may read people; tokens and the audit's days only for who may see those. */
export async function readOverview(
  principal: Principal,
  organizationId: string,
): Promise<Result<OverviewView>> {
  const entered = await enter(principal, { organizationId }, "readPeople");
  if (!entered.ok) return entered;
  const { standing, level, organization } = entered.value;
  const mayReadAudit = standing.has("readAudit", level, null);
  const [numbers, soon, changes] = await Promise.all([
    readPeopleNumbers(organizationId, level, ADMINISTERS[level]),
    readSoon(organizationId),
    mayReadAudit ? readDaysOfChanges(organizationId, DAYS) : null,
  ]);
  const tokens = standing.has("readTokens", level, null) ? soon.tokens : null;
  return success({ ...numbers, ...soon, tokens, changes, revision: organization.revision });
}
