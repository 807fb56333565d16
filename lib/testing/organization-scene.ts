import type { Pool } from "pg";
import { makeToken } from "./credentials";
import { type FixtureMember, makeMember, makeOrganization } from "./fixtures";

/** Someone of the scene and the token with which he asks. */
export interface Someone extends FixtureMember {
  readonly token: string;
}

/**
 * An organization with an owner, an editor who may change people but holds little himself, a member who holds only
 * view_items, and next door another organization with an owner of its own.
 */
export async function makeOrganizationScene(owner: Pool) {
  const organizationId = await makeOrganization(owner);
  const foreignId = await makeOrganization(owner);
  const someone = async (home: string, holds: Parameters<typeof makeMember>[2]): Promise<Someone> => {
    const member = await makeMember(owner, { organizationId: home }, holds);
    return { ...member, token: await makeToken(owner, member.personId) };
  };
  return {
    organizationId,
    foreignId,
    boss: await someone(organizationId, { role: "Owner" }),
    editor: await someone(organizationId, { permissions: ["edit_org_users", "view_items"] }),
    member: await someone(organizationId, { permissions: ["view_items"] }),
    stranger: await someone(foreignId, { role: "Owner" }),
  };
}

export type OrganizationScene = Awaited<ReturnType<typeof makeOrganizationScene>>;

/** The kinds of an organization's audit events, in their order. */
export async function auditKinds(owner: Pool, organizationId: string): Promise<string[]> {
  const { rows } = await owner.query<{ kind: string }>(
    "select kind from audit_event where organization_id = $1 order by revision, sequence",
    [organizationId],
  );
  return rows.map(({ kind }) => kind);
}

/** The names of what a membership was granted directly, in their order. */
export async function grantsOf(owner: Pool, membershipId: string): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    "select p.name from permission_grant g join permission p on p.id = g.permission_id where g.membership_id = $1 order by p.name",
    [membershipId],
  );
  return rows.map(({ name }) => name);
}

/** The id of a permission or of a built-in role. */
export async function idOf(owner: Pool, kind: "permission" | "role", name: string): Promise<string> {
  const ownerless = kind === "role" ? "and organization_id is null" : "";
  const { rows } = await owner.query<{ id: string }>(`select id from ${kind} where name = $1 ${ownerless}`, [
    name,
  ]);
  const id = rows[0]?.id;
  if (id === undefined) throw new Error(`there is no ${kind} ${name}`);
  return id;
}

/** All pages of a list, followed by their cursors. */
export async function allPages<T>(
  read: (query: string) => Promise<{ body: { items: T[]; next_cursor: string | null } }>,
  limit: number,
): Promise<T[][]> {
  const pages: T[][] = [];
  for (let cursor = ""; ; ) {
    const { body } = await read(`limit=${limit}${cursor === "" ? "" : `&cursor=${cursor}`}`);
    pages.push(body.items);
    if (body.next_cursor === null) return pages;
    cursor = body.next_cursor;
  }
}
