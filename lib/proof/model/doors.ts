import type { Door, Someone } from "@/lib/testing/doors/door";
import type { Done, Subject } from "./act";
import * as oracle from "./oracle";

/** The verb of a door of the level, where it has one. */
export function byDoor(verb: "add" | "remove" | "set") {
  return async (subject: Subject): Promise<Done> => {
    const { world, target, permission, act } = subject;
    const [door, boss] = doorOf(subject) ?? [];
    if (!door || !boss) return undefined;
    const direct = world.model.people[target.memberId]?.direct ?? new Set<string>();
    const rest = [...direct].filter((name) => name !== permission.name);
    const wanted = verb === "add" ? [...rest, permission.name] : verb === "set" ? [permission.name] : rest;
    // A door that knows "set" alone is told all that is to be held, as its clients do; it has no word for nothing.
    const all = world.permissions.filter(({ name }) => wanted.includes(name));
    if (door.onlySets && all.length < Math.max(1, wanted.length)) return undefined;
    const asked =
      door.onlySets || verb === "set"
        ? door.set?.(boss, target, all)
        : door[verb](boss, target, [permission]);
    if (!asked || (verb === "set" && act.what < 0)) return undefined;
    const heard = door.heard(await asked);
    if (door.onlySets || verb === "set")
      return { heard, wanted: oracle.set(world.model, target.memberId, wanted) };
    const played = verb === "add" ? oracle.give : oracle.take;
    return { heard, wanted: played(world.model, target.memberId, permission.name) };
  };
}

export function byRoleDoor(verb: "assign" | "unassign" | "setRole") {
  return async (subject: Subject): Promise<Done> => {
    const { world, target, role } = subject;
    const [door, boss] = doorOf(subject) ?? [];
    const { rows } = await world.owner.query<{ number: number }>("select number from role where id = $1", [
      role,
    ]);
    const named = { id: role, number: rows[0]?.number ?? 0, name: "" };
    const asked = boss && door?.[verb]?.(boss, target, named);
    if (!door || !asked) return undefined;
    const heard = door.heard(await asked);
    const { assign, unassign, setRoles } = oracle;
    if (verb === "setRole") return { heard, wanted: setRoles(world.model, target.memberId, [role]) };
    return { heard, wanted: (verb === "assign" ? assign : unassign)(world.model, target.memberId, role) };
  };
}

function doorOf({ world, act }: Subject): readonly [Door, Someone] | undefined {
  const door = world.doors[act.way % world.doors.length];
  const boss = door && world.bosses.get(door);
  return door && boss ? [door, boss] : undefined;
}
