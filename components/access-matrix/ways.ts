import type { RoleView } from "@/lib/core/view";
import { type Model, modelOf } from "./model";
import type { PendingChange } from "./pending";

/** One way to take away what is not a direct permission. Without changes it can only be told. */
export interface Way {
  readonly title: string;
  readonly besides: string;
  readonly changes: readonly PendingChange[];
}

/** The ways to take from a person what comes to him by a role or from elsewhere, with what each changes besides. */
export function waysToTake(
  model: Model,
  memberId: string,
  permissionId: string,
  roles: readonly RoleView[],
): Way[] {
  const sources = model.after.accessOf(memberId).get(permissionId) ?? [];
  return sources.flatMap((source): Way[] => {
    if (source.kind === "role") return waysOutOf(model, memberId, permissionId, source.roleId, roles);
    if (source.kind === "implied") {
      return [
        {
          title: `Take ${source.permissionName} away`,
          besides: "It comes along with that permission.",
          changes: [],
        },
      ];
    }
    if (source.kind === "organization") {
      return [
        {
          title: "Change it in the organization",
          besides: `It comes down from there, with ${source.permissionName}.`,
          changes: [],
        },
      ];
    }
    return source.kind === "system"
      ? [
          {
            title: "Held as an operator",
            besides: `With ${source.permissionName}, in the system.`,
            changes: [],
          },
        ]
      : [];
  });
}

function waysOutOf(
  model: Model,
  memberId: string,
  permissionId: string,
  roleId: string,
  roles: readonly RoleView[],
): Way[] {
  const role = roles.find((each) => each.id === roleId);
  const name = role?.name ?? "the role";
  const leave: PendingChange = { kind: "unassign-role", member: memberId, role: roleId };
  const lost = lostBy(model, memberId, leave).filter((id) => id !== permissionId);
  const names = lost.map((id) => model.catalogue.byId.get(id)?.displayName ?? id);
  const besides =
    names.length === 0
      ? "Nothing else changes."
      : `Also lost: ${names.slice(0, 6).join(", ")}${names.length > 6 ? ` and ${names.length - 6} more` : ""}.`;
  const leaving: Way = { title: `Leave the role ${name}`, besides, changes: [leave] };
  if (!role || role.organizationId === null) {
    return [
      leaving,
      {
        title: `Change the role ${name}`,
        besides: "It is built in and the same for everyone. Duplicate it, or leave it.",
        changes: [],
      },
    ];
  }
  const others = Math.max(0, role.holders - 1);
  const change: PendingChange = { kind: "edit-role", role: roleId, add: [], remove: [permissionId] };
  return [
    leaving,
    {
      title: `Take it out of the role ${name}`,
      besides: `Touches ${others} ${others === 1 ? "other person" : "other people"} with that role.`,
      changes: [change],
    },
  ];
}

function lostBy(model: Model, memberId: string, change: PendingChange): string[] {
  const members = [...model.after.members.values()];
  const [first] = members;
  if (!first) return [];
  const base = {
    members,
    above: [],
    roles: [...model.after.roles.values()],
    permissions: [...model.catalogue.byId.values()],
  };
  const organization = {
    id: first.organizationId,
    name: "",
    kind: "OTHER",
    status: "ACTIVE",
    granting: "STRICT",
    joining: null,
    domain: null,
    accountManager: null,
    revision: 0,
    auditHead: "",
    createdAt: "",
    updatedAt: "",
    activatedAt: null,
    deleted: false,
  } as const;
  const next = modelOf({ ...base, organization }, { catalogue: model.catalogue, before: model.after }, [
    change,
  ]);
  const held = next.after.accessOf(memberId);
  return [...model.after.accessOf(memberId).keys()].filter((id) => !held.has(id));
}
