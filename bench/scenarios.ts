import type { Place, World } from "./world";

export const SCENARIOS = ["grant", "role", "check", "list", "save"] as const;
export type Scenario = (typeof SCENARIOS)[number];

/** Over the hundred organizations, each worker in some of its own; or all of them into the large one. */
export type Scope = "many" | "one";

export interface Ask {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly token: string;
  readonly body?: unknown;
  readonly place: Place;
}

export type Asking = (worker: number, turn: number) => Ask;

/** What a save of the matrix has at most. */
const BOXES = 300;

/**
 * The requests of one scenario: each worker's n-th. What is ticked in one turn is taken back in a later one, so that
 * every write changes something, however long it goes on.
 */
export function asking(
  world: World,
  scenario: Scenario,
  scope: Scope,
  { workers, lane }: { readonly workers: number; readonly lane: number },
): Asking {
  return (worker, turn) => {
    const own = world.many.filter((_, of) => of % workers === worker);
    const place = scope === "one" ? world.large : own[turn % own.length];
    if (!place) throw new Error("More workers than organizations.");
    const visit = scope === "one" ? turn : Math.floor(turn / own.length);
    const path = `/api/v1/organizations/${place.organization}`;
    const { token } = place;
    if (scenario === "check") return { ...check(place, world, worker + visit), token, place };
    if (scenario === "list")
      return { method: "GET", path: `${path}/effective-access?limit=100`, token, place };
    const member = scope === "one" ? 10 + lane * 32 + worker : lane;
    const changes = CHANGES[scenario](place, world, scenario === "save" ? lane : member, visit % 2 === 0);
    return { method: "POST", path: `${path}/changes`, token, body: { changes }, place };
  };
}

function check(place: Place, world: World, n: number) {
  const subject = { type: "user", id: place.emails[n % place.emails.length] };
  const action = { name: world.permissions[n % world.permissions.length] };
  const resource = { type: "organization", id: place.organization };
  return { method: "POST", path: "/access/v1/evaluation", body: { subject, action, resource } } as const;
}

type Changes = (place: Place, world: World, member: number, on: boolean) => unknown[];

const tick = (member: string | undefined, permission: string | undefined, on: boolean) => ({
  kind: on ? "add_permission" : "remove_permission",
  member_id: member,
  permission,
});

const CHANGES: Readonly<Record<"grant" | "role" | "save", Changes>> = {
  grant: ({ members }, { permissions }, member, on) => [tick(members[member], permissions[0], on)],
  role: ({ members, role }, _world, member, on) => [
    { kind: on ? "assign_role" : "unassign_role", member_id: members[member], role_id: role },
  ],
  // As many people as it takes, apart from those above.
  save: ({ members }, { permissions }, lane, on) =>
    Array.from({ length: BOXES }, (_, n) =>
      tick(
        members[150 + lane * 15 + Math.floor(n / permissions.length)],
        permissions[n % permissions.length],
        on,
      ),
    ),
};
