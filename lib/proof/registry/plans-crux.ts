import { randomUUID } from "node:crypto";
import { type Plans, plan } from "./call";

const PASSWORD = "a long password of nobody's";
const VIEW_ITEMS = "4399a6d6-e64d-4ec2-b43e-ca616737c2e0";

export const cruxPlans: Plans = {
  "POST /user-login": plan("secret", ({ email }) => ({ body: { username: email, password: PASSWORD } })),
  "POST /reset-password": plan("secret", ({ email }) => ({ body: { email } })),
  "GET /complete-password": plan("secret", ({ token }) => ({ query: { token } })),
  "POST /complete-password": plan("secret", ({ token }) => ({ body: { token, password: PASSWORD } })),
  "GET /accept-invite/:token": plan("secret", ({ token }) => ({ path: { token } })),
  "POST /accept-invite/:token": plan("secret", ({ token }) => ({
    path: { token },
    body: { password: PASSWORD },
  })),
  "GET /": plan("inside"),
  "POST /": plan("administer", () => ({
    body: { name: `New ${randomUUID()}`, domain: "new.example", org_type: "RETAILER" },
  })),
  "GET /all_permissions": plan("view people"),
  "GET /users/all": plan("view people"),
  "GET /users/detail/:user_uuid": plan("view people", ({ member }) => ({ path: { user_uuid: member } })),
  "GET /users/permissions/:user_uuid": plan("view people", ({ member }) => ({ path: { user_uuid: member } })),
  "PATCH /users/permissions/:user_uuid": plan("administer", ({ member, permission }) => ({
    path: { user_uuid: member },
    body: { permission_uuids: [permission] },
  })),
  "DELETE /users/permissions/:user_uuid": plan("administer", ({ member, permission }) => ({
    path: { user_uuid: member },
    body: { permission_uuids: [permission] },
  })),
  "POST /users/invite": plan("administer", () => ({
    body: {
      email: "new@nowhere.example",
      first_name: "New",
      last_name: "Person",
      permission_uuids: [VIEW_ITEMS],
    },
  })),
};
