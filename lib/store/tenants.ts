import "server-only";
import type pg from "pg";
import { askInOrder, type Step } from "./batch";
import type { Runner } from "./database";

/** Whose rows a statement is about: how the database finds the organizations before the statement runs. */
export interface Tenants extends Step {
  /** It answers no row, so that nothing of it gets between the rows of what follows. */
  readonly sees?: never;
}

/**
 * Runs a statement that reads and writes rows of these organizations only, whatever its text says: the policies of the
 * tables see to it. Both go in one round trip and are one transaction. Without naming its organizations a statement on
 * their tables fails. Rejects as the statement does.
 */
export function askWithin<T extends pg.QueryResultRow = pg.QueryResultRow>(
  runner: Runner,
  tenants: Tenants,
  statement: pg.QueryConfig,
): Promise<pg.QueryResult<T>> {
  return askInOrder<T>(runner, [tenants], statement);
}

/** These organizations. `onOnePlan`: see ofPlace. */
export function ofOrganizations(ids: readonly string[], onOnePlan = false): Tenants {
  const values = [arrayOf(ids)];
  return onOnePlan
    ? naming("tenants on one plan", "$1::uuid[]::text", values, ONE_PLAN)
    : naming("tenants", "$1::uuid[]::text", values);
}

// Behind the policies a plan is otherwise made anew each time; said first, so that it goes for the look-up of the
// organizations, too.
const ONE_PLAN = "set_config('plan_cache_mode', 'force_generic_plan', true) is null or ";

/**
 * An organization, or that of a project; and the system's, where someone who asks belongs to it. For the snapshot: its
 * one plan serves every command, and the planner would else make it anew each time, which takes longer than running it.
 */
export function ofPlace(
  place: { readonly organizationId: string } | { readonly projectId: string },
  asking: readonly string[],
): Tenants {
  return naming(
    "tenants of place",
    "tenants_of_place($1::uuid, $2::uuid, $3::uuid[])::text",
    [
      "organizationId" in place ? place.organizationId : null,
      "projectId" in place ? place.projectId : null,
      arrayOf(asking),
    ],
    ONE_PLAN,
  );
}

/** Every organization that these people belong to. */
export function ofPeople(ids: readonly string[]): Tenants {
  return naming("tenants of people", "tenants_of_people($1::uuid[])::text", [arrayOf(ids)]);
}

/** The organizations of these projects, and these organizations. */
export function ofProjects(ids: readonly string[], organizationIds: readonly string[]): Tenants {
  return naming("tenants of projects", "(tenants_of_projects($1::uuid[]) || $2::uuid[])::text", [
    arrayOf(ids),
    arrayOf(organizationIds),
  ]);
}

/** Every organization that lets addresses at this domain join. */
export function ofDomain(domain: string): Tenants {
  return naming("tenants of domain", "tenants_of_domain($1::text)::text", [domain]);
}

/** The organization of a message to a webhook. */
export function ofDelivery(id: string): Tenants {
  return naming("tenants of delivery", "tenants_of_delivery($1::uuid)::text", [id]);
}

/** Where the person of a session, a token or an invitation with this hash belongs. */
export function ofSecret(hash: Buffer): Tenants {
  return naming("tenants of secret", "tenants_of_secret($1::bytea)::text", [hash]);
}

/** The page of all organizations behind `after`: for operators alone. */
export function ofEveryone(page: { readonly limit: number; readonly after?: string }): Tenants {
  return naming("tenants of everyone", "tenants_after($1::uuid, $2::integer)::text", [
    page.after ?? null,
    String(page.limit),
  ]);
}

function naming(name: string, tenants: string, values: Tenants["values"], first = ""): Tenants {
  return {
    name,
    text: `select where ${first}set_config('grantdesk.tenants', ${tenants}, true) is null`,
    values,
  };
}

const arrayOf = (ids: readonly string[]) => `{${ids.map((id) => JSON.stringify(id)).join(",")}}`;
