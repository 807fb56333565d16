import type { Effect, EffectKind } from "@/lib/core/effect";
import { CATALOGUE_WRITERS } from "./rows-catalogue";

const BUILT_IN_HOME = "00000000-0000-0000-0000-000000000000";

type Row = Readonly<Record<string, unknown>>;

/** The rows to write, by the name that the apply statement reads them under. */
export interface Rows {
  readonly lists: Readonly<Record<string, readonly Row[]>>;
  readonly organization: Row;
}

type Hashes = Readonly<Record<string, string>>;
type Lists = Readonly<Record<string, Row[]>>;
type Of<K extends EffectKind> = Extract<Effect, { kind: K }>;

/** Pure: from effects to rows. The same builder serves the apply, the demonstration data and a replay of the audit. */
export function rowsOf(effects: readonly Effect[], secretHashes: Hashes): Rows {
  const rows: Record<string, Row[]> = {};
  let organization: Row = {};
  for (const effect of effects) {
    const write = WRITERS[effect.kind] as (effect: Effect, secretHashes: Hashes) => Lists;
    for (const [key, added] of Object.entries(write(effect, secretHashes))) {
      if (key === "organization") organization = { ...organization, ...added[0] };
      else rows[key] = (rows[key] ?? []).concat(added);
    }
  }
  const people = new Map((rows.peopleIn ?? []).map((row) => [row.id, row]));
  return { lists: { ...rows, peopleIn: [...people.values()] }, organization };
}

const grantIn = ({
  membershipId,
  permissionId,
  after,
}: Of<"permission.added" | "permission.changed">): Lists => ({
  grantsIn: [
    {
      membership_id: membershipId,
      permission_id: permissionId,
      level: after.level,
      granted_by: after.grantedBy,
      granted_at: after.grantedAt,
      expires_at: after.expiresAt,
    },
  ],
});

const assignmentIn = ({
  membershipId,
  roleId,
  after,
}: Of<"role.assigned" | "role.assignment-changed">): Lists => ({
  assignmentsIn: [
    {
      id: after.id,
      membership_id: membershipId,
      role_id: roleId,
      role_home: after.roleOrganizationId ?? BUILT_IN_HOME,
      level: after.level,
      assigned_by: after.assignedBy,
      assigned_at: after.assignedAt,
      updated_at: after.updatedAt,
      expires_at: after.expiresAt,
    },
  ],
});

const memberSet = ({
  membershipId,
  after,
}: Of<"member.suspended" | "member.restored" | "member.joined">): Lists => ({
  membersSet: [{ id: membershipId, status: after.status }],
});
const invitationSet = ({ after }: Of<"invitation.accepted" | "invitation.cancelled">): Lists => ({
  invitationsSet: [{ id: after.id, status: after.status }],
});
const tokenSet = ({ kind, after }: Of<"token.renamed" | "token.revoked">): Lists => ({
  tokensSet: [{ id: after.id, name: after.name, revoked: kind === "token.revoked" }],
});

const webhookSet = (
  { kind, after }: Of<"webhook.changed" | "webhook.paused" | "webhook.resumed" | "webhook.secret-rotated">,
  sealed: Hashes,
): Lists => ({
  webhooksSet: [{ ...after, secret: kind === "webhook.secret-rotated" ? sealed[after.id] : null }],
});

const WRITERS: { readonly [K in EffectKind]: (effect: Of<K>, secretHashes: Hashes) => Lists } = {
  "permission.added": grantIn,
  "permission.changed": grantIn,
  "permission.removed": ({ membershipId, permissionId }) => ({
    grantsOut: [{ membership_id: membershipId, permission_id: permissionId }],
  }),
  "role.assigned": assignmentIn,
  "role.assignment-changed": assignmentIn,
  "role.unassigned": ({ membershipId, roleId }) => ({
    assignmentsOut: [{ membership_id: membershipId, role_id: roleId }],
  }),
  "member.added": ({ membershipId, personId, projectId, after }) => ({
    peopleIn: after.stranger
      ? [
          {
            id: personId,
            email: after.stranger.email,
            first_name: after.stranger.firstName,
            last_name: after.stranger.lastName,
            phone: after.stranger.phone,
          },
        ]
      : [],
    membersIn: [
      {
        id: membershipId,
        person_id: personId,
        organization_level: after.organizationLevel,
        project_id: projectId,
        status: after.status,
      },
    ],
  }),
  "member.suspended": memberSet,
  "member.restored": memberSet,
  "member.joined": memberSet,
  "member.removed": ({ membershipId }) => ({ membersOut: [{ id: membershipId }] }),
  "invitation.created": ({ projectId, membershipId, personId, after }, secretHashes) => ({
    invitationsIn: [
      {
        id: after.id,
        project_id: projectId,
        membership_id: membershipId,
        person_id: personId,
        permissions: after.permissions,
        secret_hash: secretHashes[after.id],
        status: after.status,
        invited_by: after.invitedBy,
        expires_at: after.expiresAt,
      },
    ],
  }),
  "invitation.accepted": invitationSet,
  "invitation.cancelled": invitationSet,
  "role.created": ({ roleId, after }) => ({
    rolesIn: [{ id: roleId, level: after.level, name: after.name, description: after.description }],
  }),
  "role.renamed": ({ roleId, after }) => ({
    rolesSet: [{ id: roleId, name: after.name, description: after.description }],
  }),
  "role.deleted": ({ roleId }) => ({ endedAssignmentsOut: [{ id: roleId }], rolesOut: [{ id: roleId }] }),
  "role.permission-added": ({ roleId, permissionId, after }) => ({
    rolePermissionsIn: [{ role_id: roleId, permission_id: permissionId, level: after.level }],
  }),
  "role.permission-removed": ({ roleId, permissionId }) => ({
    rolePermissionsOut: [{ role_id: roleId, permission_id: permissionId }],
  }),
  "project.created": ({ projectId, after }) => ({
    projectsIn: [{ id: projectId, name: after.name, is_default: after.isDefault }],
  }),
  "project.renamed": ({ projectId, after }) => ({ projectsSet: [{ id: projectId, name: after.name }] }),
  "project.deleted": ({ projectId }) => ({ projectsOut: [{ id: projectId }] }),
  "gate.opened": ({ projectId, permissionId, after }) => ({
    gatesIn: [{ project_id: projectId, permission_id: permissionId, opened_by: after.by }],
  }),
  "gate.closed": ({ projectId, permissionId }) => ({
    gatesOut: [{ project_id: projectId, permission_id: permissionId }],
  }),
  "organization.created": () => ({}),
  "organization.renamed": ({ after }) => ({ organization: [{ name: after.name }] }),
  "organization.status-set": ({ after }) => ({ organization: [{ status: after.status }] }),
  "organization.granting-set": ({ after }) => ({ organization: [{ granting: after.granting }] }),
  "organization.joining-set": ({ after: { joining } }) => ({
    organization: [{ joiningDomains: joining?.domains ?? [], joiningRole: joining?.role ?? null }],
  }),
  "organization.deleted": () => ({ organization: [{ deleted: true }] }),
  "token.created": ({ personId, after }, secretHashes) => ({
    tokensIn: [
      {
        id: after.id,
        person_id: personId,
        bound: after.bound,
        name: after.name,
        secret_hash: secretHashes[after.id],
        redacted: after.redacted,
        narrowed: after.permissionIds !== null,
        expires_at: after.expiresAt,
      },
    ],
    tokenPermissionsIn: (after.permissionIds ?? []).map((id) => ({
      api_token_id: after.id,
      permission_id: id,
    })),
  }),
  "token.renamed": tokenSet,
  "token.revoked": tokenSet,
  "webhook.created": ({ after }, sealed) => ({
    webhooksIn: [{ id: after.id, url: after.url, kinds: after.kinds, secret: sealed[after.id] }],
  }),
  "webhook.changed": webhookSet,
  "webhook.paused": webhookSet,
  "webhook.resumed": webhookSet,
  "webhook.secret-rotated": webhookSet,
  "webhook.deleted": ({ before }) => ({ webhooksOut: [{ id: before.id }] }),
  ...CATALOGUE_WRITERS,
  "sessions.revoked": ({ personId }) => ({ sessionsOut: [{ id: personId }] }),
  "person.unlocked": ({ personId }) => ({ unlocked: [{ id: personId }] }),
  "impersonation.used": () => ({}),
  "view-as.started": ({ personId, after }) => ({
    viewsIn: [
      {
        id: after.id,
        session_id: after.sessionId,
        operator_id: after.operatorId,
        person_id: personId,
        reason: after.reason,
        expires_at: after.expiresAt,
      },
    ],
  }),
  "view-as.ended": ({ before }) => ({ viewsOut: [{ id: before.id }] }),
  "session.ended": ({ before, personId }) => ({ sessionsEnded: [{ id: before.id, person_id: personId }] }),
};
