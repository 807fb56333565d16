import { applyChanges, invitePeople, makeToken, undoRevision } from "@/app/(console)/actions";
import type { Outcome } from "@/lib/core/view";
import { handle as v1 } from "@/lib/dialects/v1/family";
import { undo } from "@/lib/operations/audit";
import { changeAccess } from "@/lib/operations/change-access";
import { hashSecret } from "@/lib/store/secret";
import { asking } from "@/lib/testing/ask";
import { inBrowser } from "@/lib/testing/doors/console";
import { WAYS } from "../lattice-ways";
import type { Scene } from "./scene";

/** Whether it was done; undefined: this door has no such way. */
type Try = (scene: Scene, wanted: readonly string[]) => Promise<boolean> | undefined;
type Tries = Readonly<Record<string, Try>>;

const askV1 = asking(v1, "/api/v1");

/** The operation itself, asked with the caller's own credential. */
const byOperation = (name: string): Try => {
  if (name === "undo")
    return async ({ principal, organizationId, taken }) => (await undo(principal, organizationId, taken)).ok;
  const way = WAYS.find((each) => each.name === name);
  return async ({ principal, organizationId, to }, wanted) => {
    const changes = way?.changes(wanted, to) ?? [];
    const ids = changes.flatMap((change) =>
      "invitation" in change && typeof change.invitation === "object"
        ? [change.invitation.id]
        : "token" in change
          ? [change.token]
          : [],
    );
    const hashes = Object.fromEntries(ids.map((id) => [id, hashSecret(id).toString("hex")]));
    return (await changeAccess(principal, { organizationId, changes }, hashes)).ok;
  };
};

async function toV1(
  { organizationId, headers }: Scene,
  method: string,
  path: string,
  body?: unknown,
  more = {},
) {
  const to = path.startsWith("//") ? path.slice(1) : `/organizations/${organizationId}${path}`;
  return askV1(method, to, { body, headers: { ...headers, ...more } });
}
const isDone = ({ status }: { status: number }) => status < 300;
const post = async (scene: Scene, path: string, body?: unknown) =>
  isDone(await toV1(scene, "POST", path, body));
const stranger = ({ to }: Scene) => `${to.newId()}@elsewhere.example`;

const V1: Tries = {
  grant: (scene, wanted) =>
    post(scene, "/changes", {
      changes: wanted.map((permission) => ({
        kind: "add_permission",
        member_id: scene.to.member,
        permission,
      })),
    }),
  set: async (scene, permissions) =>
    isDone(await toV1(scene, "PUT", `/members/${scene.to.member}/permissions`, { permissions })),
  assign: (scene) => post(scene, `/members/${scene.to.member}/roles`, { role_id: scene.to.role }),
  "set roles": async (scene) =>
    isDone(await toV1(scene, "PUT", `/members/${scene.to.member}/roles`, { role_ids: [scene.to.role] })),
  invitation: (scene, permissions) => post(scene, "/invitations", [{ email: stranger(scene), permissions }]),
  "invitation to a role": (scene) =>
    post(scene, "/invitations", [{ email: stranger(scene), role_id: scene.to.role }]),
  "edit of a role": (scene, add) =>
    post(scene, "/changes", { changes: [{ kind: "edit_role", role_id: scene.to.empty, add, remove: [] }] }),
  "clone of a role": (scene) =>
    post(scene, `/roles/${scene.to.role}/duplicate`, { name: `Clone ${scene.to.newId()}` }),
  token: (scene, permissions) =>
    post(scene, "//api-keys", { organization_id: scene.organizationId, permissions }),
  undo: (scene) => post(scene, `/audit/${scene.taken}/undo`),
  import: async (scene, wanted) => {
    const lines = wanted.map((name) => `${scene.bob.email},${name},yes\n`).join("");
    const file = `E-mail,Permission,Direct\n${lines}`;
    const read = await toV1(scene, "POST", "/import", file, { "content-type": "text/csv" });
    return isDone(read) && post(scene, "/changes", { changes: read.body.changes });
  },
};

const told = (outcome: Outcome<unknown>) => outcome.ok;

const changed = ({ cookie, organizationId }: Scene, changes: readonly object[]) =>
  cookie ? inBrowser(cookie, () => applyChanges({ organizationId, changes })).then(told) : undefined;

const invited = (scene: Scene, permissions: readonly string[], roleIds: readonly string[]) => {
  const { cookie, organizationId } = scene;
  const people = [{ person: { email: stranger(scene) }, projectId: null, permissions, roleIds }];
  return cookie ? inBrowser(cookie, () => invitePeople({ organizationId, people })).then(told) : undefined;
};

const CONSOLE: Tries = {
  grant: (scene, wanted) =>
    changed(
      scene,
      wanted.map((permission) => ({ kind: "add-permission", member: scene.to.member, permission })),
    ),
  assign: (scene) => changed(scene, [{ kind: "assign-role", member: scene.to.member, role: scene.to.role }]),
  invitation: (scene, wanted) => invited(scene, wanted, []),
  "invitation to a role": (scene) => invited(scene, [], [scene.to.role]),
  "edit of a role": (scene, add) =>
    changed(scene, [{ kind: "edit-role", role: scene.to.empty, add, remove: [] }]),
  "clone of a role": (scene, permissions) => {
    const made = { level: "ORGANIZATION", name: `Clone ${scene.to.newId()}`, description: null, permissions };
    return changed(scene, [{ kind: "create-role", ...made }]);
  },
  token: ({ cookie, organizationId }, permissions) => {
    const made = { name: "Robot", organizationId, permissions, expiresAt: null };
    return cookie ? inBrowser(cookie, () => makeToken(made)).then(told) : undefined;
  },
  undo: ({ cookie, organizationId, taken: revision }) =>
    cookie ? inBrowser(cookie, () => undoRevision({ organizationId, revision })).then(told) : undefined,
};

/** The operations and the two doors that know these permissions: Crux's catalogue lacks what guards our own acts. */
export const DOORS: Readonly<Record<string, (way: string) => Try | undefined>> = {
  operation: byOperation,
  v1: (way) => V1[way],
  console: (way) => CONSOLE[way],
};
