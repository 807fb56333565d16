import { randomUUID } from "node:crypto";
import type { Named } from "@/lib/testing/doors/door";
import { type Act, at, type Done, type Kind, type Step, type Subject } from "./act";
import { byDoor, byRoleDoor } from "./doors";
import * as oracle from "./oracle";
import { SECRET_STEPS } from "./secrets";
import { comeBySignOn, untilOver } from "./time";
import * as ways from "./ways";
import type { World } from "./world";

/** Nothing that has to do with time or with secrets has a way back. */
const NO_WAY_BACK: ReadonlySet<Kind> = new Set([
  ...["add for a while", "assign for a while", "accept", "cancel", "token", "revoke", "come"],
] as Kind[]);

/** Plays an act on the product and on the model; the model keeps what the last one may be taken back to. */
export async function play(world: World, act: Act): Promise<Done> {
  const subject = subjectOf(world, act);
  const before = structuredClone(world.model);
  const revision = await revisionOf(world);
  const done = subject && (await STEPS[act.kind]?.(subject));
  const now = await revisionOf(world);
  if (act.kind !== "undo" && now !== revision) {
    const again = act.kind !== "invite";
    world.back =
      NO_WAY_BACK.has(act.kind) || leftWaiting(before, world.model)
        ? undefined
        : { revision: now, model: before, again };
  }
  return done;
}

/** Whoever waits and is taken out cannot be brought back: his letter is worth nothing any more. */
const leftWaiting = (before: oracle.Model, after: oracle.Model) =>
  Object.entries(before.people).some(([id, { status }]) => status === "INVITED" && !after.people[id]);

async function revisionOf({ owner, place }: World): Promise<number> {
  const { rows } = await owner.query("select revision::int from organization where id = $1", [
    place.organizationId,
  ]);
  return rows[0].revision;
}

const WAYS = ["v1", "console", "family"] as const;

function subjectOf(world: World, act: Act): Subject | undefined {
  const target = world.targets.get(at(Object.keys(world.model.people), act.who) ?? "");
  const permission = at(world.permissions, act.what);
  const role = at(Object.keys(world.model.roles), act.what);
  const way = at(WAYS, act.way);
  return target && permission && role && way ? { world, act, way, target, permission, role } : undefined;
}

const changes =
  (...asked: readonly ways.Asked[]) =>
  ({ world, way }: Subject) =>
    ways.send(world, way, asked);
const own = ({ world, act }: Subject) => at(Object.keys(world.model.roles).slice(2), act.what);

/** Sends one change about a person, and plays it where it was heard. */
const about =
  (kind: string, played: (subject: Subject) => oracle.Said): Step =>
  async (subject) => {
    const heard = await changes({ kind, member: subject.target.memberId })(subject);
    return { heard, wanted: played(subject) };
  };

const STEPS: Readonly<Record<string, Step>> = {
  add: byDoor("add"),
  remove: byDoor("remove"),
  set: byDoor("set"),
  assign: byRoleDoor("assign"),
  unassign: byRoleDoor("unassign"),
  "set roles": byRoleDoor("setRole"),
  "add for a while": untilOver("add-permission"),
  "assign for a while": untilOver("assign-role"),
  suspend: about("suspend-member", ({ world, target }) =>
    oracle.become(world.model, target.memberId, "SUSPENDED"),
  ),
  restore: about("restore-member", ({ world, target }) =>
    oracle.become(world.model, target.memberId, "ACTIVE"),
  ),
  leave: about("remove-member", ({ world, target }) => oracle.leave(world.model, target.memberId)),
  "edit role": async (subject) => {
    const { world, permission } = subject;
    const role = own(subject);
    if (!role) return undefined;
    const given = world.model.roles[role]?.includes(permission.name);
    const [add, remove] = given ? [[], [permission]] : [[permission], []];
    const ids = (all: readonly Named[]) => all.map(({ id }) => id);
    const names = (all: readonly Named[]) => all.map(({ name }) => name);
    const heard = await changes({ kind: "edit-role", role, add: ids(add), remove: ids(remove) })(subject);
    return { heard, wanted: oracle.editRole(world.model, role, names(add), names(remove)) };
  },
  "clone role": async (subject) => {
    const { world, way, role, permission } = subject;
    const name = `Clone ${randomUUID()}`;
    const gives = way === "v1" ? (world.model.roles[role] ?? []) : [permission.name];
    const made = {
      kind: "create-role",
      level: world.level.name,
      name,
      description: null,
      permissions: [permission.id],
    };
    const heard =
      way === "v1" ? await ways.clone(world, role, name) : await ways.send(world, "console", [made]);
    const { rows } = await world.owner.query<{ id: string }>("select id from role where name = $1", [name]);
    world.model.roles[rows[0]?.id ?? "none"] = gives;
    return { heard, wanted: "ok" };
  },
  "delete role": async (subject) => {
    const role = own(subject);
    if (!role) return undefined;
    const heard = await changes({ kind: "delete-role", role })(subject);
    return { heard, wanted: oracle.deleteRole(subject.world.model, role) };
  },
  import: async ({ world, target, permission }) => {
    const held = world.model.people[target.memberId]?.direct.has(permission.name) ?? false;
    const file = `E-mail,Permission,Direct\n${target.email},${permission.name},${held ? "no" : "yes"}\n`;
    const heard = await ways.brought(world, file);
    const { take, give } = oracle;
    return { heard, wanted: (held ? take : give)(world.model, target.memberId, permission.name) };
  },
  "import roles": async ({ world, target, role }) => {
    const held = world.model.people[target.memberId]?.roles.has(role) ?? false;
    const file = `E-mail,Role,Role id,Assigned\n${target.email},,${role},${held ? "no" : "yes"}\n`;
    const heard = await ways.brought(world, file);
    return { heard, wanted: (held ? oracle.unassign : oracle.assign)(world.model, target.memberId, role) };
  },
  ...SECRET_STEPS,
  undo: async ({ world, way }) => {
    const { back } = world;
    if (!back) return undefined;
    const heard = await ways.undo(world, way, back.revision);
    const undone = world.model;
    world.model = back.model;
    world.back = back.again ? { revision: await revisionOf(world), model: undone, again: true } : undefined;
    return { heard, wanted: "ok" };
  },
  joining: async ({ world, way, role }) => {
    if (world.level.name !== "ORGANIZATION") return undefined;
    const wanted = world.model.joining === null ? role : null;
    const heard = await ways.setJoining(world, way, wanted, world.domain);
    world.model.joining = wanted;
    return { heard, wanted: "ok" };
  },
  come: comeBySignOn,
};
