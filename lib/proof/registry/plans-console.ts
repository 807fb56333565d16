import { type Plans, plan, STRANGER } from "./call";

const inside = (ids: { readonly organization: string }) => ({
  path: { organization: ids.organization },
});

export const consolePlans: Plans = {
  "GET /me": plan("signed-in"),
  "GET /sessions": plan("whole credential"),
  "GET /support/people": plan("operate", ({ email }) => ({ query: { search: email } })),
  "GET /support/people/:person": plan("operate", ({ person }) => ({ path: { person } })),
  "GET /support/locked": plan("operate"),
  "GET /support/catalogue": plan("operate"),
  "GET /support/catalogue/:permission": plan("operate", ({ permission }) => ({ path: { permission } })),
  "GET /organizations/:organization/desk": plan("inside, or a project", inside),
  "GET /organizations/:organization/people": plan("view people, or oneself", (ids) => ({
    ...inside(ids),
    query: { member: ids.member },
  })),
  "GET /organizations/:organization/invitations": plan("view people", inside),
  "GET /organizations/:organization/webhooks": plan("administer", inside),
  "GET /organizations/:organization/webhooks/:webhook/deliveries": plan(
    "administer",
    ({ organization, webhook }) => ({ path: { organization, webhook } }),
  ),
  "GET /organizations/:organization/tokens": plan("view tokens", (ids) => ({
    ...inside(ids),
    query: { all: "true" },
  })),
  "GET /organizations/:organization/roles-export": plan("inside, or a project", inside),
  "GET /organizations/:organization/role-matrix-export": plan("inside, or a project", (ids) => ({
    ...inside(ids),
    query: { level: "PROJECT" },
  })),
  "GET /organizations/:organization/invitations-export": plan("view people", inside),
  "GET /organizations/:organization/tokens-export": plan("view tokens", (ids) => ({
    ...inside(ids),
    query: { all: "true" },
  })),
  "GET /organizations/:organization/members": plan("view people", (ids) => ({
    ...inside(ids),
    query: { role: ids.role },
  })),
  "GET /organizations/:organization/members-export": plan("view people", (ids) => ({
    ...inside(ids),
    query: { role: ids.role },
  })),
  "GET /organizations/:organization/table-export": plan("view people", (ids) => ({
    ...inside(ids),
    query: { table: "access", format: "csv" },
  })),
  // Whoever is not here is a line in its report, the same for another's people and for nobody.
  "POST /organizations/:organization/table-import": plan("view people", (ids) => ({
    ...inside(ids),
    body: { table: "access", lines: [{ email: STRANGER, permission: "view_items", direct: true }] },
  })),
  "GET /organizations/:organization/persons/:member": plan("view people", ({ organization, member }) => ({
    path: { organization, member },
  })),
  "GET /organizations/:organization/overview": plan("view people", inside),
  "GET /organizations/:organization/audit-log": plan("view audit", inside),
  "GET /organizations/:organization/audit-log/export": plan("view audit", (ids) => ({
    ...inside(ids),
    query: { format: "csv" },
  })),
  "GET /organizations/:organization/audit-log/actors": plan("view audit", inside),
  "GET /organizations/:organization/audit-log/verification": plan("view audit", inside),
  "GET /organizations/:organization/audit-log/:revision/undo": plan(
    "administer",
    ({ organization, revision }) => ({ path: { organization, revision } }),
  ),
  "GET /organizations/:organization/projects": plan("inside, or a project", inside),
  "GET /organizations/:organization/projects-export": plan("inside, or a project", inside),
  "GET /organizations/:organization/projects/:project": plan("view project", ({ organization, project }) => ({
    path: { organization, project },
  })),
  "GET /organizations/:organization/roles/:role/holders": plan("view people", ({ organization, role }) => ({
    path: { organization, role },
  })),
};
