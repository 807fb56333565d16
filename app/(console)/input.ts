import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { PermissionEdit } from "@/lib/core/catalogue";
import type { Change, Command } from "@/lib/core/change";

const id = z.guid().overwrite((value) => value.toLowerCase());
const reference = z.string().min(1).max(3000);
const expiresAt = z.iso
  .datetime({ offset: true })
  .transform((value) => new Date(value).toISOString())
  .nullable();
const name = z.string().trim().min(1, "Give it a name.").max(3000);

const member = { member: id };
const role = { role: id };
const words = {
  displayName: z.string().max(500),
  description: z.string().max(10_000).nullable(),
  grouping: z.string().max(500),
  visibility: z.enum(["RETAILER", "SUPPLIER", "BOTH", "INTERNAL"]),
  gated: z.boolean(),
  administrative: z.boolean(),
  isDefault: z.boolean(),
  implies: z.array(reference).max(2000),
};
const project = { project: id };

// The browser names what exists; ids of what is new are made here.
const change = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("add-permission"),
    ...member,
    permission: reference,
    expiresAt: expiresAt.default(null),
  }),
  z.object({ kind: z.literal("remove-permission"), ...member, permission: reference }),
  z
    .object({ kind: z.literal("assign-role"), ...member, ...role, expiresAt: expiresAt.default(null) })
    .transform((each) => ({ ...each, assignment: randomUUID() })),
  z.object({ kind: z.literal("unassign-role"), ...member, ...role }),
  z.object({ kind: z.enum(["suspend-member", "restore-member", "remove-member"]), ...member }),
  z
    .object({
      kind: z.literal("create-role"),
      level: z.enum(["ORGANIZATION", "PROJECT", "SYSTEM"]),
      name,
      description: z.string().max(3000).nullable(),
      permissions: z.array(reference).max(2000),
    })
    .transform((each) => ({ ...each, role: randomUUID() })),
  z.object({
    kind: z.literal("edit-role"),
    ...role,
    add: z.array(reference).max(2000),
    remove: z.array(reference).max(2000),
  }),
  z.object({ kind: z.literal("rename-role"), ...role, name, description: z.string().max(3000).nullable() }),
  z.object({ kind: z.literal("delete-role"), ...role }),
  z
    .object({ kind: z.literal("create-project"), name })
    .transform((each) => ({ ...each, project: randomUUID() })),
  z.object({ kind: z.literal("rename-project"), ...project, name }),
  z.object({ kind: z.literal("delete-project"), ...project }),
  z.object({ kind: z.enum(["open-gate", "close-gate"]), ...project, permission: reference }),
  z.object({ kind: z.literal("cancel-invitation"), invitation: id }),
  z.object({ kind: z.literal("rename-organization"), name }),
  z.object({ kind: z.literal("set-granting"), granting: z.enum(["STRICT", "RELAXED"]) }),
  z.object({
    kind: z.literal("set-joining"),
    joining: z.object({ domains: z.array(z.string().max(300)).max(50), role: id }).nullable(),
  }),
  z.object({ kind: z.literal("set-status"), status: z.enum(["PENDING", "ACTIVE", "DEACTIVATED"]) }),
  z.object({ kind: z.literal("delete-organization") }),
  z.object({ kind: z.literal("revoke-token"), token: id }),
  z
    .object({
      kind: z.literal("create-permission"),
      name: z.string().max(500),
      level: z.enum(["SYSTEM", "ORGANIZATION", "PROJECT"]),
      ...words,
    })
    .transform((each) => ({ ...each, permission: randomUUID() })),
  z.object({
    kind: z.literal("edit-permission"),
    permission: reference,
    set: z.object(words).partial().transform(present),
  }),
  z.object({ kind: z.literal("delete-permission"), permission: reference }),
  z.object({
    kind: z.literal("note"),
    act: z.enum(["sessions.revoked", "person.unlocked"]),
    person: id,
    project: z.null(),
  }),
]);

/** A command as the browser sends it, made into the core's. */
export const commandSchema = z
  .object({
    organizationId: id,
    projectId: id.nullable().optional(),
    changes: z.array(change).min(1).max(1000),
    expectedRevision: z.number().int().min(0).optional(),
  })
  .transform(
    ({ projectId, expectedRevision, changes, organizationId }): Command => ({
      organizationId,
      changes: changes satisfies Change[],
      ...(projectId === undefined ? {} : { projectId }),
      ...(expectedRevision === undefined ? {} : { expectedRevision }),
    }),
  );

export const invitees = z.object({
  organizationId: id,
  people: z
    .array(
      z.object({
        person: z.object({
          email: z.email("This is no e-mail address."),
          firstName: z.string().max(200).default(""),
          lastName: z.string().max(200).default(""),
        }),
        projectId: id.nullable(),
        permissions: z.array(reference).max(2000),
        roleIds: z.array(id).max(50),
      }),
    )
    .min(1)
    .max(100),
});

export const newToken = z.object({
  name,
  organizationId: id,
  permissions: z.array(reference).max(2000).nullable(),
  expiresAt,
});

const webhook = { organizationId: id, webhook: id };

const hearing = {
  url: z.string().trim().min(1, "Give it an address.").max(2000),
  kinds: z.array(z.string().max(100)).max(100),
};

/** One act upon a webhook. */
export const webhookAct = z.discriminatedUnion("act", [
  z.object({ act: z.literal("create"), organizationId: id, ...hearing }),
  z.object({ act: z.literal("edit"), ...webhook, ...hearing }),
  z.object({ act: z.enum(["pause", "resume", "rotate", "delete", "test"]), ...webhook }),
  z.object({ act: z.literal("redeliver"), ...webhook, delivery: id }),
]);

export const founding = z.object({ name });

export const systemTicks = z.object({
  personId: id,
  add: z.array(id).max(1000),
  remove: z.array(id).max(1000),
  expiresAt: expiresAt.default(null),
});

export const viewAs = z.object({ personId: id, reason: z.string().max(2000) });

const token = z.string().min(1).max(500);
const password = z.string().max(1000);

export const addressed = z.object({ email: z.email("This is no e-mail address.") });
export const secretAlone = z.object({ token });
export const secretAndPassword = z.object({ token, password });

/** Without what is not there: it stays as it is. */
function present(set: Readonly<Record<string, unknown>>): PermissionEdit {
  return Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined));
}
