import type { Pool } from "pg";
import type { Change } from "@/lib/core/change";
import type { Principal } from "@/lib/core/principal";
import { handle as v1 } from "@/lib/dialects/v1/family";
import { changeAccess } from "@/lib/operations/change-access";
import { hashSecret } from "@/lib/store/secret";
import { endSession } from "@/lib/store/sessions";
import type { Named, Someone } from "@/lib/testing/doors/door";
import type { Use } from "./uses";

export interface Editor extends Someone {
  readonly roleId: string | null;
  /** His membership in the organization, where the right is one of a project. */
  readonly aboveId: string;
}

/** What a taking needs to know. */
export interface Scene {
  readonly owner: Pool;
  readonly use: Use;
  readonly boss: Someone;
  /** May do everything everywhere. */
  readonly operator: Principal;
  readonly right: Named;
  readonly adminRole: Named;
}

/** One way in which a right ends. `take` resolves when that is acknowledged. */
export interface TakenAway {
  readonly name: string;
  /** By what the editor has his right. */
  readonly by: "grant" | "role" | "own role";
  readonly at: (use: Use) => boolean;
  readonly take: (scene: Scene, editor: Editor) => Promise<boolean>;
  /** Undoes what has hit more than one editor. */
  readonly restore?: (scene: Scene, editor: Editor) => Promise<unknown>;
}

const everywhere = () => true;

function command(
  { boss }: Scene,
  { place }: Editor,
  changes: readonly Change[],
  by: Principal = boss.principal,
) {
  const { organizationId, projectId = null } = place;
  return changeAccess(by, { organizationId, projectId, changes }).then(({ ok }) => ok);
}

/** Above a project: suspension and status are the organization's. */
const above = ({ operator }: Scene, { place: { organizationId } }: Editor, change: Change) =>
  changeAccess(operator, { organizationId, changes: [change] }).then(({ ok }) => ok);

/** As time does it: the end is set, and the database says when it has come. */
async function expire({ owner }: Scene, table: string, where: string, of: unknown): Promise<boolean> {
  const { rows } = await owner.query<{ ends: string }>(
    `update ${table} set expires_at = clock_timestamp() + interval '20 ms' where ${where} returning expires_at::text as ends`,
    [of],
  );
  for (const { ends } of rows) await owner.query("select pg_sleep_until($1::timestamptz)", [ends]);
  return rows.length > 0;
}

async function revokeToken({ secret }: Editor, tokenId: string): Promise<boolean> {
  const request = new Request(`http://localhost/api/v1/api-keys/${tokenId}`, {
    method: "DELETE",
    headers: { authorization: `Bearer ${secret}` },
  });
  return (await v1(request)).status === 204;
}

async function endCredential({ owner, use }: Scene, editor: Editor): Promise<boolean> {
  const table = use.door.credential === "token" ? "api_token" : "session";
  const { rows } = await owner.query<{ id: string }>(`select id from ${table} where secret_hash = $1`, [
    hashSecret(editor.secret),
  ]);
  const id = rows[0]?.id ?? "";
  if (table === "api_token") return revokeToken(editor, id);
  await endSession(id);
  return true;
}

/** Every way in which a right ends. Where the door has the act itself, it is taken through the door. */
export const WAYS: readonly TakenAway[] = [
  {
    name: "the grant was removed",
    by: "grant",
    at: everywhere,
    take: async (scene, editor) => {
      const { use, boss, right } = scene;
      if (use.remove) return (await use.remove(boss, editor, [right])).status < 300;
      return command(scene, editor, [
        { kind: "remove-permission", member: editor.memberId, permission: right.id },
      ]);
    },
  },
  {
    name: "the role was changed",
    by: "role",
    at: everywhere,
    take: async (scene, editor) => {
      const { use, boss, adminRole } = scene;
      if (use.unassign) return (await use.unassign(boss, editor, adminRole)).status < 300;
      return command(scene, editor, [{ kind: "set-roles", member: editor.memberId, roles: [] }]);
    },
  },
  {
    name: "the role was edited",
    by: "own role",
    at: everywhere,
    take: (scene, editor) =>
      command(
        scene,
        editor,
        [{ kind: "edit-role", role: editor.roleId ?? "", add: [], remove: [scene.right.id] }],
        scene.operator,
      ),
  },
  {
    name: "the member was removed",
    by: "role",
    at: everywhere,
    take: (scene, editor) => command(scene, editor, [{ kind: "remove-member", member: editor.memberId }]),
  },
  {
    name: "the member was suspended",
    by: "grant",
    at: everywhere,
    take: (scene, editor) => above(scene, editor, { kind: "suspend-member", member: editor.aboveId }),
  },
  {
    name: "the person was suspended everywhere",
    by: "role",
    at: everywhere,
    take: async ({ owner }, { personId }) => {
      const { rowCount } = await owner.query("update person set suspended_at = now() where id = $1", [
        personId,
      ]);
      return rowCount === 1;
    },
  },
  {
    name: "the organization was suspended",
    by: "grant",
    at: ({ door }) => door.level.name !== "SYSTEM",
    take: (scene, editor) => above(scene, editor, { kind: "set-status", status: "DEACTIVATED" }),
    restore: (scene, editor) => above(scene, editor, { kind: "set-status", status: "ACTIVE" }),
  },
  { name: "the token was revoked, or the session ended", by: "role", at: everywhere, take: endCredential },
  {
    name: "the grant ran out",
    by: "grant",
    at: everywhere,
    take: (scene, { memberId }) => expire(scene, "permission_grant", "membership_id = $1", memberId),
  },
  {
    name: "the role ran out",
    by: "role",
    at: everywhere,
    take: (scene, { memberId }) => expire(scene, "role_assignment", "membership_id = $1", memberId),
  },
  {
    name: "the token or the session ran out",
    by: "grant",
    at: everywhere,
    take: (scene, { secret }) =>
      expire(
        scene,
        scene.use.door.credential === "token" ? "api_token" : "session",
        "secret_hash = $1",
        hashSecret(secret),
      ),
  },
];
