"use client";
import { nameOf } from "@/components/data/explain";
import { closure, type Permission } from "@/lib/core/permission";
import { type WayOut, waysToTake } from "@/lib/core/ways";
import type { AskedChange } from "./asked";
import { usePeople } from "./context";
import type { PersonAt } from "./person-model";
import { Way } from "./way";
import { counted, listed } from "./words";

interface OutProps {
  readonly at: PersonAt;
  readonly permission: Permission;
}

/** The ways to take a permission away, each with what goes with it. */
export function WaysOut({ at, permission }: OutProps) {
  const { review } = usePeople();
  const ways = waysToTake(at.catalogue, at.roles, at.memberships, at.level, permission.id);
  const who = nameOf(at.view.member.person);
  const mine = (way: WayOut) => at.view.mayChange.includes(way.member.id);
  const ask = (title: string, changes: readonly AskedChange[]) =>
    review({ title, changes, people: [...at.view.memberships], done: `${title}: done.` });
  if (ways.length === 0) return null;
  const everything = ways.map(takeAway);
  return (
    <section>
      <h3 className="mb-1 font-semibold text-[13px]">Ways to take it away</h3>
      <ul className="divide-y rounded-md border">
        {ways.flatMap((way) => {
          const title = titleOf(way, at, permission);
          const one = (
            <Way
              key={`${way.member.id} ${title}`}
              title={title}
              onReview={mine(way) ? () => ask(title, [takeAway(way)]) : undefined}
            >
              <Besides at={at} permission={permission} lost={way.lost} />
            </Way>
          );
          return way.kind === "role"
            ? [one, <ChangeRole key={`edit ${way.role.id}`} at={at} permission={permission} way={way} />]
            : [one];
        })}
        {ways.length > 1 ? (
          <Way
            title="Take all of these away"
            onReview={
              ways.every(mine)
                ? () => ask(`Take ${permission.displayName} from ${who}`, everything)
                : undefined
            }
          >
            Only this ends it: it is held in {ways.length} ways.
          </Way>
        ) : null}
      </ul>
    </section>
  );
}

function takeAway(way: WayOut): AskedChange {
  const member = way.member.id;
  if (way.kind === "role") return { kind: "unassign-role", member, role: way.role.id };
  return { kind: "remove-permission", member, permission: way.permissionId };
}

function titleOf(way: WayOut, at: PersonAt, permission: Permission): string {
  const above = way.member.projectId === null && at.project ? " in the organization" : "";
  if (way.kind === "role") return `Leave the role ${way.role.name}${above}`;
  if (way.permissionId === permission.id) return "Remove the direct permission";
  return `Remove the direct permission ${at.catalogue.byId.get(way.permissionId)?.displayName ?? ""}${above}`;
}

function Besides({ at, permission, lost }: OutProps & { readonly lost: readonly string[] }) {
  const others = lost
    .filter((id) => id !== permission.id)
    .flatMap((id) => at.catalogue.byId.get(id)?.displayName ?? []);
  return (
    <>
      {others.length > 0
        ? `Also takes ${counted(others.length, "other")}: ${listed(others, 5)}. `
        : "Takes nothing else. "}
      {lost.includes(permission.id) ? null : "Still held in another way afterwards."}
    </>
  );
}

interface ChangeRoleProps extends OutProps {
  readonly way: Extract<WayOut, { kind: "role" }>;
}

function ChangeRole({ at, permission, way: { role } }: ChangeRoleProps) {
  const { review } = usePeople();
  const holders = at.desk.roles.find(({ id }) => id === role.id)?.holders ?? 1;
  const remove = role.permissionIds.filter((id) => closure(at.catalogue, [id]).has(permission.id));
  const builtIn = role.organizationId === null;
  const title = `Change the role ${role.name}`;
  const go = () =>
    review({
      title: `Take ${permission.displayName} out of ${role.name}`,
      changes: [{ kind: "edit-role", role: role.id, add: [], remove }],
      people: [...at.view.memberships],
      done: `${role.name} no longer gives ${permission.displayName}.`,
    });
  return (
    <Way title={title} onReview={!builtIn && at.desk.may.editRoles ? go : undefined}>
      {builtIn
        ? "Built in: it cannot be changed. Duplicate it to have one that can."
        : `Touches ${counted(Math.max(0, holders - 1), "other holder")} of it.`}
    </Way>
  );
}
