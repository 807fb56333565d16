import type { Door } from "@/lib/core/principal";
import type { Method } from "@/lib/web/family";

/** A call as the family's clients make it: its body, and what to paste. */
export interface Sample {
  readonly door: Door;
  readonly method: Method;
  /** As the endpoint declares it. */
  readonly path: string;
  readonly url: string;
  /** Null where the endpoint asks for nobody. */
  readonly header: string | null;
  readonly body: unknown;
  /** Set where the organization's owner may not: the token has to be an operator's. */
  readonly byOperator?: true;
}

/** The demonstration's own: after `npm start` every line works as it stands, with a token that may do it. */
const ORGANIZATION = "3fa85f64-5717-4562-b3fc-2c963f66afa6";
const PERSON = "9804f721-4ae8-590e-9381-2fd34207bd0a";
const MEMBER = "f9ae8d1a-9542-59e1-b662-3704aebd118e";
const ROLE = "3fa85f64-5717-4562-b3fc-2c963f66afa6";
const PROJECT = "3c90c3cc-0d44-4b50-8888-8dd25736052a";
const CRUX_MEMBER = "5de38a8e-800e-4cba-84c5-ee6c27f304d8";
const API_KEY = "fc163c1e-5b6e-522b-8bbf-96d779ee495e";
const PERMISSIONS = {
  permission_uuids: ["2a0295b6-dd74-4239-9988-24fcdb1adcea", "05a46c58-9d13-4912-9167-7effc2cc7482"],
};

const IN_PATH: Readonly<Record<string, string>> = {
  organization_id: ORGANIZATION,
  membership_id: MEMBER,
  role_id: ROLE,
  project_id: PROJECT,
  permission_id: PROJECT,
  user_uuid: CRUX_MEMBER,
  api_key_id: API_KEY,
  // Nothing calls out of the demonstration: the id is in the answer to the call that makes a webhook.
  webhook_id: "$WEBHOOK_ID",
  // Secrets are kept hashed: it is in the letter, and nowhere else.
  token: "$INVITATION_TOKEN",
};

/** Makes samples of one family, whose paths stand below `prefix`. */
const from =
  (door: Door, prefix: string, header: string, end = "") =>
  (method: Method, path: string, body: unknown): Sample => ({
    ...{ door, method, path, header, body },
    url: `${prefix}${path.replace(/:(\w+)/g, (_, name: string) => IN_PATH[name] ?? name)}${end}`,
  });

const v1 = from("v1", "/api/v1", "Authorization: Bearer $TOKEN");
const crux = from("crux", "/api/organizations", "Authorization: Token $TOKEN", "/");
const projects = from("projects", "/api/v1", "Authorization: Token $TOKEN", "/");
const exchange = from("exchange", "/AP", "APToken: $SESSION_TOKEN");
const authzen = from("authzen", "", "Authorization: Bearer $TOKEN");

const openly = (sample: Sample): Sample => ({ ...sample, header: null });

const ORG = "/organizations/:organization_id";
const IN = `${ORG}/members/:membership_id`;
const CHANGES = { changes: [{ kind: "add_permission", member_id: MEMBER, permission: "view_items" }] };
const VIEW_ITEMS = "4399a6d6-e64d-4ec2-b43e-ca616737c2e0";
const SUBJECT = { type: "user", id: "noa.feldman@lumenforge.example" };
const RESOURCE = { type: "organization", id: ORGANIZATION };
const ACTION = { name: "edit_projects" };
const PASSWORD = "grantdesk demo";
const OPERATOR = "eleanor.whitcombe@tidewater-exchange.example";
const TRADER = "wanjiru.kamau@tidewater-exchange.example";
/** Who is invited by the first call, accepts, and then sets another password. */
const BUYER = "ida.holm@northwind-grocers.example";
const NIGHT_DESK = { userId: 1, userRoleId: 11 };

export const SAMPLES: readonly Sample[] = [
  crux("PATCH", "/users/permissions/:user_uuid", PERMISSIONS),
  crux("DELETE", "/users/permissions/:user_uuid", PERMISSIONS),
  openly(
    crux("POST", "/user-login", {
      username: "maria.lindqvist@northwind-grocers.example",
      password: PASSWORD,
    }),
  ),
  crux("POST", "", { name: "Copper Kettle Kitchens", domain: "copper-kettle.example", org_type: "SUPPLIER" }),
  crux("POST", "/users/invite", { email: BUYER, first_name: "Ida", last_name: "Holm", ...PERMISSIONS }),
  openly(crux("POST", "/accept-invite/:token", { password: "a long one of her own" })),
  openly(crux("POST", "/reset-password", { email: BUYER })),
  openly(crux("POST", "/complete-password", { token: "$RESET_TOKEN", password: "another long one" })),
  v1("PUT", ORG, { name: "Lumen Forge" }),
  { ...v1("POST", "/organizations", { name: "Copper Kettle" }), byOperator: true },
  v1("PUT", "/organizations/default", { organization_id: ORGANIZATION }),
  v1("PUT", `${ORG}/users`, [
    { email: "newcomer@lumenforge.example", role_id: ROLE, project_ids: [PROJECT] },
  ]),
  v1("PUT", `${ORG}/users/remove`, [{ email: "newcomer@lumenforge.example" }]),
  v1("PUT", `${ORG}/users/roles`, { user_id: PERSON, organization_id: ORGANIZATION, role_id: ROLE }),
  v1("POST", `${IN}/roles`, { role_id: ROLE }),
  v1("PUT", `${IN}/roles`, { role_ids: [ROLE] }),
  v1("POST", `${IN}/permissions`, { permission: "edit_items" }),
  v1("PUT", `${IN}/permissions`, { permissions: ["view_items", "edit_items"] }),
  v1("POST", `${ORG}/changes/preview`, CHANGES),
  v1("POST", `${ORG}/changes`, CHANGES),
  v1("POST", `${ORG}/check`, { membership_id: MEMBER, permission: "view_items" }),
  v1("POST", `${ORG}/roles`, { name: "Reader", level: "ORGANIZATION", permissions: ["view_items"] }),
  v1("POST", `${ORG}/roles/:role_id/duplicate`, { name: "Release manager on leave" }),
  v1("PUT", `${ORG}/roles/:role_id`, { name: "Release manager" }),
  v1("PUT", `${ORG}/roles/:role_id/permissions`, { permissions: [{ id: VIEW_ITEMS, access: true }] }),
  v1("POST", `${ORG}/projects`, { name: "Spring release" }),
  v1("PUT", `${ORG}/projects/:project_id`, { name: "Customer portal" }),
  v1("POST", `${ORG}/invitations`, [{ email: "new@lumenforge.example", permissions: ["view_items"] }]),
  v1("PUT", `${ORG}/settings`, { granting: "STRICT" }),
  v1("PUT", `${ORG}/status`, { status: "ACTIVE" }),
  {
    ...v1("POST", `${ORG}/projects/:project_id/gates`, { permission: "CAN_IMPERSONATE_OTHER_USERS" }),
    byOperator: true,
  },
  v1("POST", `${ORG}/import`, {
    table: "access",
    lines: [{ email: "noa.feldman@lumenforge.example", permission: "view_items", direct: "yes" }],
  }),
  v1("POST", `${ORG}/webhooks`, {
    url: "https://hooks.example.com/grantdesk",
    kinds: ["permission.added", "permission.removed"],
  }),
  v1("PATCH", `${ORG}/webhooks/:webhook_id`, { paused: true }),
  v1("POST", "/api-keys", { name: "Nightly report", permissions: ["view_org_users"] }),
  v1("PUT", "/api-keys/:api_key_id", { name: "Deploy pipeline of the web shop" }),
  projects("PATCH", "/projects/:project_id/users/:permission_id", {
    permissions: ["CAN_VIEW_DATA", "CAN_RUN_TASKS"],
  }),
  projects("POST", "/projects/:project_id/invites/invite", {
    email: "guest@lumenforge.example",
    permissions: ["CAN_VIEW_DATA"],
  }),
  projects("POST", "/projects/:project_id/users/remove-by-email", { email: "jsmith@example.com" }),
  openly(exchange("POST", "/WebAuthenticateUser", { UserName: OPERATOR, Password: PASSWORD })),
  exchange("POST", "/AddUserPermission", { UserId: 1, Permission: "Deposit", Value: 1 }),
  exchange("POST", "/GetUserPermissions", { UserId: 1 }),
  exchange("POST", "/RevokeUserPermission", { UserId: 1, Permission: "Deposit" }),
  exchange("POST", "/GetAvailablePermissionList", {}),
  exchange("POST", "/GetUserInfo", { UserId: 1 }),
  exchange("POST", "/GetLockedUsers", {}),
  exchange("POST", "/UnLockUser", { UserId: 1 }),
  exchange("POST", "/ForceUserLogoff", { UserName: TRADER }),
  exchange("POST", "/AddEditRole", {
    roleId: 11,
    roleName: "Night desk",
    permissions: ["AccountReadOnly", "GetRiskAlerts"],
  }),
  exchange("POST", "/GetRole", { roleId: 11 }),
  exchange("POST", "/GetAllRoles", {}),
  exchange("POST", "/AddUserRole", NIGHT_DESK),
  exchange("POST", "/GetUserRoles", { userId: 1 }),
  exchange("POST", "/RemoveUserRoles", NIGHT_DESK),
  exchange("POST", "/DeleteRole", { Id: 12 }),
  exchange("POST", "/LogOut", {}),
  authzen("POST", "/access/v1/evaluation", { subject: SUBJECT, action: ACTION, resource: RESOURCE }),
  authzen("POST", "/access/v1/evaluations", {
    subject: SUBJECT,
    resource: RESOURCE,
    evaluations: [{ action: ACTION }, { action: { name: "edit_org_users" } }],
  }),
  authzen("POST", "/access/v1/search/subject", {
    subject: { type: "user" },
    action: ACTION,
    resource: RESOURCE,
  }),
  authzen("POST", "/access/v1/search/resource", {
    subject: SUBJECT,
    action: ACTION,
    resource: { type: "organization" },
  }),
  authzen("POST", "/access/v1/search/action", { subject: SUBJECT, resource: RESOURCE }),
];

/** A line for a shell; the token in its header, and what an earlier answer has said, are variables of that shell's. */
export function curlOf({ method, url, header, body }: Sample, origin: string): string {
  const data = JSON.stringify(body).replace(/\$[A-Z_]+/g, (variable) => `'"${variable}"'`);
  return [
    `curl -X ${method} "${origin}${url}"`,
    ...(header === null ? [] : [`  -H "${header}"`]),
    "  -H 'Content-Type: application/json'",
    `  -d '${data}'`,
  ].join(" \\\n");
}
