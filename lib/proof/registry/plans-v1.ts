import type { Ids, Slot } from "@/lib/testing/tenants";
import { type Call, type Need, type Plans, plan, STRANGER } from "./call";

const PARAMETERS: Readonly<Record<string, Slot>> = {
  organization_id: "organization",
  project_id: "project",
  membership_id: "member",
  user_id: "person",
  person_id: "person",
  role_id: "role",
  permission_id: "permission",
  invitation_id: "invitation",
  api_key_id: "token",
  session_id: "session",
  revision: "revision",
  webhook_id: "webhook",
  delivery_id: "delivery",
};

type More = (ids: Ids) => Omit<Call, "path">;

/** An entry whose path says what stands in it. */
function entry(need: Need, name: string, more: More = () => ({})): Plans {
  const names = [...name.matchAll(/:(\w+)/g)].map(([, found]) => found ?? "");
  const path = (ids: Ids) =>
    Object.fromEntries(names.map((each) => [each, ids[PARAMETERS[each] ?? "permission"]]));
  return { [name]: plan(need, (ids) => ({ path: path(ids), ...more(ids) })) };
}

const ORG = "/organizations/:organization_id";
const MEMBER = `${ORG}/members/:membership_id`;
const ROLE = `${ORG}/roles/:role_id`;
const PROJECT = `${ORG}/projects/:project_id`;
const GATED = "CAN_IMPERSONATE_OTHER_USERS";
const renamed = () => ({ body: { name: "Renamed" } });
const adds = ({ member, permission }: Ids) => ({
  body: { changes: [{ kind: "add_permission", member_id: member, permission }] },
});

const organizations: Plans = {
  ...entry("signed-in", "GET /organizations"),
  ...entry("signed-in", "POST /organizations", () => ({ body: { name: "New" } })),
  ...entry("signed-in", "GET /organizations/default"),
  ...entry("inside", "PUT /organizations/default", ({ organization }) => ({
    body: { organization_id: organization },
  })),
  ...entry("inside", `GET ${ORG}`),
  ...entry("administer", `PUT ${ORG}`, renamed),
  ...entry("administer", `DELETE ${ORG}`),
  ...entry("inside", `GET ${ORG}/settings`),
  ...entry("administer", `PUT ${ORG}/settings`, () => ({ body: { granting: "RELAXED" } })),
  ...entry("administer", `PUT ${ORG}/status`, () => ({ body: { status: "DEACTIVATED" } })),
  ...entry("view audit", `GET ${ORG}/audit`),
  ...entry("view audit", `GET ${ORG}/audit/verify`),
  ...entry("administer", `POST ${ORG}/audit/:revision/undo`),
  ...entry("administer", `POST ${ORG}/audit/:revision/undo/preview`),
};

const WEBHOOK = `${ORG}/webhooks/:webhook_id`;
const webhooks: Plans = {
  ...entry("administer", `GET ${ORG}/webhooks`),
  ...entry("administer", `POST ${ORG}/webhooks`, () => ({ body: { url: "https://new.example/" } })),
  ...entry("administer", `PATCH ${WEBHOOK}`, () => ({ body: { kinds: ["member.added"] } })),
  ...entry("administer", `DELETE ${WEBHOOK}`),
  ...entry("administer", `POST ${WEBHOOK}/rotate`),
  ...entry("administer", `POST ${WEBHOOK}/test`),
  ...entry("administer", `GET ${WEBHOOK}/deliveries`),
  ...entry("administer", `POST ${WEBHOOK}/deliveries/:delivery_id/redeliver`),
};

const people: Plans = {
  ...entry("view people", `GET ${ORG}/users`),
  ...entry("administer", `PUT ${ORG}/users`, ({ role, project }) => ({
    body: [{ email: "new@nowhere.example", role_id: role, project_ids: [project] }],
  })),
  ...entry("administer", `DELETE ${ORG}/users/:user_id`),
  ...entry("administer", `PUT ${ORG}/users/remove`, ({ person }) => ({ body: [{ user_id: person }] })),
  ...entry("inside", `GET ${ORG}/roles`),
  ...entry("administer", `PUT ${ORG}/users/roles`, ({ organization, person, role }) => ({
    body: { user_id: person, organization_id: organization, role_id: role },
  })),
  ...entry("inside", `GET ${ORG}/users/roles`),
  ...entry("view people", `GET ${ORG}/users/:user_id/projects`),
  ...entry("administer", `PUT ${ORG}/users/:user_id/projects`, ({ project }) => ({
    query: { project_id: project },
  })),
  ...entry("administer", `DELETE ${ORG}/users/:user_id/projects/:project_id`),
  ...entry("view people", `GET ${ORG}/members`, ({ role }) => ({ query: { role_id: role } })),
  ...entry("view people", `GET ${ORG}/effective-access`),
  ...entry("view people", `GET ${MEMBER}`),
  ...entry("administer", `POST ${MEMBER}/suspend`),
  ...entry("administer", `POST ${MEMBER}/restore`),
  ...entry("administer", `DELETE ${MEMBER}`),
  ...entry("view people", `GET ${MEMBER}/access`),
  ...entry("view people", `POST ${ORG}/check`, ({ member, permission }) => ({
    body: { membership_id: member, permission },
  })),
};

const access: Plans = {
  ...entry("administer", `POST ${MEMBER}/roles`, ({ role }) => ({ body: { role_id: role } })),
  ...entry("administer", `PUT ${MEMBER}/roles`, ({ role }) => ({ body: { role_ids: [role] } })),
  ...entry("administer", `DELETE ${MEMBER}/roles/:role_id`),
  ...entry("administer", `POST ${MEMBER}/permissions`, ({ permission }) => ({ body: { permission } })),
  ...entry("administer", `PUT ${MEMBER}/permissions`, ({ permission }) => ({
    body: { permissions: [permission] },
  })),
  ...entry("administer", `DELETE ${MEMBER}/permissions/:permission`),
  ...entry("administer", `POST ${ORG}/changes`, adds),
  ...entry("administer", `POST ${ORG}/changes/preview`, adds),
  ...entry("inside", `GET ${ORG}/permissions`),
  ...entry("view people", `GET ${ORG}/permissions/:permission_id/holders`),
  ...entry("administer", `POST ${ORG}/roles`, ({ permission }) => ({
    body: { name: "New", level: "ORGANIZATION", permissions: [permission] },
  })),
  ...entry("inside", `GET ${ROLE}`),
  ...entry("administer", `PUT ${ROLE}`, renamed),
  ...entry("administer", `DELETE ${ROLE}`),
  ...entry("administer", `POST ${ROLE}/duplicate`, renamed),
  ...entry("administer", `PUT ${ROLE}/permissions`, ({ permission }) => ({
    body: { permissions: [{ id: permission, access: true }] },
  })),
};

const tables: Plans = {
  ...entry("view people", `GET ${ORG}/export`),
  // Whoever is not here is a line in its report, the same for another's people and for nobody.
  ...entry("view people", `POST ${ORG}/import`, () => ({
    body: { table: "access", lines: [{ email: STRANGER, permission: "view_items", direct: true }] },
  })),
};

const others: Plans = {
  ...entry("inside", `GET ${ORG}/projects`),
  ...entry("administer", `POST ${ORG}/projects`, () => ({ body: { name: "New" } })),
  ...entry("view project", `GET ${PROJECT}`),
  ...entry("administer", `PUT ${PROJECT}`, renamed),
  ...entry("administer", `DELETE ${PROJECT}`),
  ...entry("operate", `POST ${PROJECT}/gates`, () => ({
    body: { permission: GATED },
  })),
  [`DELETE ${PROJECT}/gates/:permission`]: plan("operate", ({ organization, project }) => ({
    path: { organization_id: organization, project_id: project, permission: GATED },
  })),
  ...entry("view people", `GET ${ORG}/invitations`),
  ...entry("administer", `POST ${ORG}/invitations`, ({ project, permission }) => ({
    body: [
      { email: "new@nowhere.example", permissions: [permission] },
      { email: "new@nowhere.example", project_id: project, permissions: ["CAN_VIEW_DATA"] },
    ],
  })),
  ...entry("administer", `DELETE ${ORG}/invitations/:invitation_id`),
  ...entry("view tokens", `GET ${ORG}/api-keys`),
  ...entry("administer", `DELETE ${ORG}/api-keys/:api_key_id`),
  ...entry("signed-in", "GET /api-keys"),
  ...entry("administer", "POST /api-keys", ({ organization, permission }) => ({
    body: { name: "New", organization_id: organization, permissions: [permission] },
  })),
  ...entry("administer", "PUT /api-keys/:api_key_id", renamed),
  ...entry("administer", "DELETE /api-keys/:api_key_id"),
  ...entry("whole credential", "GET /sessions"),
  ...entry("administer", "DELETE /sessions/:session_id"),
  ...entry("operate", "GET /support/people", ({ email }) => ({ query: { search: email } })),
  ...entry("operate", "GET /support/locked"),
  ...entry("operate", "GET /support/people/:person_id"),
  ...entry("operate", "GET /support/catalogue"),
  ...entry("operate", "GET /support/catalogue/:permission_id"),
  ...entry("operate", "POST /support/people/:person_id/unlock"),
  ...entry("operate", "POST /support/people/:person_id/logoff"),
};

export const v1Plans: Plans = { ...organizations, ...webhooks, ...people, ...access, ...tables, ...others };
