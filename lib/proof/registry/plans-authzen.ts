import type { Ids } from "@/lib/testing/tenants";
import { type Plans, plan } from "./call";

const asked = ({ person, organization }: Ids) => ({
  subject: { type: "user", id: person },
  action: { name: "view_items" },
  resource: { type: "organization", id: organization },
});

export const authzenPlans: Plans = {
  "GET /.well-known/authzen-configuration": plan("secret"),
  "POST /access/v1/evaluation": plan("view people", (ids) => ({ body: asked(ids) })),
  "POST /access/v1/evaluations": plan("view people", (ids) => ({
    body: { ...asked(ids), evaluations: [{}, { action: { name: "edit_items" } }] },
  })),
  "POST /access/v1/search/subject": plan("view people", ({ organization }) => ({
    body: {
      subject: { type: "user" },
      action: { name: "view_items" },
      resource: { type: "organization", id: organization },
      page: { limit: 2 },
    },
  })),
  // Only places are found where the caller may read people: who may nothing finds nothing.
  "POST /access/v1/search/resource": plan("signed-in", ({ person }) => ({
    body: {
      subject: { type: "user", id: person },
      action: { name: "view_items" },
      resource: { type: "organization" },
    },
  })),
  "POST /access/v1/search/action": plan("view people", ({ person, organization }) => ({
    body: {
      subject: { type: "user", id: person },
      resource: { type: "organization", id: organization },
    },
  })),
};
