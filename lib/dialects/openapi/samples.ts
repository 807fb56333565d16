import type { Door } from "@/lib/core/principal";
import type { Method } from "@/lib/web/family";

/** A call as the family's clients make it: its body, and what to paste. */
export interface Sample {
  readonly door: Door;
  readonly method: Method;
  /** As the endpoint declares it. */
  readonly path: string;
  readonly url: string;
  readonly header: string;
  readonly body: unknown;
}

const USER = "5de38a8e-800e-4cba-84c5-ee6c27f304d8";
const PERMISSIONS = {
  permission_uuids: ["2a0295b6-dd74-4239-9988-24fcdb1adcea", "05a46c58-9d13-4912-9167-7effc2cc7482"],
};
const ORGANIZATION = "3fa85f64-5717-4562-b3fc-2c963f66afa6";

export const SAMPLES: readonly Sample[] = [
  ...(["PATCH", "DELETE"] as const).map(
    (method): Sample => ({
      door: "crux",
      method,
      path: "/users/permissions/:user_uuid",
      url: `/api/organizations/users/permissions/${USER}/`,
      header: "Authorization: Token $TOKEN",
      body: PERMISSIONS,
    }),
  ),
  {
    door: "v1",
    method: "PUT",
    path: "/organizations/:organization_id/users/roles",
    url: `/api/v1/organizations/${ORGANIZATION}/users/roles`,
    header: "Authorization: Bearer $TOKEN",
    body: { user_id: "$USER_ID", organization_id: ORGANIZATION, role_id: "$ROLE_ID" },
  },
  {
    door: "exchange",
    method: "POST",
    path: "/AddUserPermission",
    url: "/AP/AddUserPermission",
    header: "APToken: $SESSION_TOKEN",
    body: { UserId: 1, Permission: "Deposit", Value: 1 },
  },
  {
    door: "projects",
    method: "PATCH",
    path: "/projects/:project_id/users/:permission_id",
    url: "/api/v1/projects/$PROJECT_ID/users/$PERMISSION_ID/",
    header: "Authorization: Token $TOKEN",
    body: { permissions: ["CAN_VIEW_DATA", "CAN_RUN_TASKS"] },
  },
];

/** A line for a shell; `$…` are variables of that shell's. */
export function curlOf({ method, url, header, body }: Sample, origin: string): string {
  const json = JSON.stringify(body).replace(/"\$(\w+)"/g, `"'"$$$1"'"`);
  return [
    `curl -X ${method} "${origin}${url}"`,
    `  -H "${header}"`,
    "  -H 'Content-Type: application/json'",
    `  -d '${json}'`,
  ].join(" \\\n");
}
