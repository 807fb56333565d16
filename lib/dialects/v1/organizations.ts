import "server-only";
import { z } from "zod";
import { notFound } from "@/lib/core/refusal";
import { changeAccess } from "@/lib/operations/change-access";
import {
  createOrganization,
  homeOf,
  listOrganizations,
  readOrganization,
  setHome,
} from "@/lib/operations/organizations";
import type { Entry } from "@/lib/operations/standing";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { answer, noContent, sayRefusal } from "./answers";
import { bareLimit, bareList } from "./bare-list";
import { cursorOf } from "./paging";
import { expectedRevision, revisionTag } from "./revision-tag";
import { inOrganization, name, organizationSchema, renderOrganization, uuid } from "./shapes";

const show = ({ organization }: Entry): Response =>
  Response.json(renderOrganization(organization), { headers: { etag: revisionTag(organization.revision) } });

const list = endpoint({
  auth: "principal",
  method: "GET",
  path: "/organizations",
  needs: "being signed in",
  query: z.object({ limit: bareLimit, cursor: cursorOf(uuid) }),
  summary: "The organizations that you belong to",
  answers: { 200: z.array(organizationSchema) },
  handle: async ({ query, url }, principal) => {
    const { limit } = query;
    const page = { limit: limit + 1, ...(query.cursor === undefined ? {} : { after: query.cursor }) };
    return answer(await listOrganizations(principal, page), (found) => {
      const shown = found.slice(0, limit);
      const next = found.length > limit ? (shown.at(-1)?.id ?? null) : null;
      return bareList(shown.map(renderOrganization), url, next);
    });
  },
});

const create = endpoint({
  auth: "principal",
  method: "POST",
  path: "/organizations",
  needs: "a credential that is neither bound nor narrowed",
  body: z.object({ name }).meta({ id: "OrganizationCreate" }),
  summary: "Found an organization, with yourself as its owner",
  answers: { 201: organizationSchema },
  handle: async ({ body }, principal) => {
    const founding = { name: body.name, kind: "OTHER", status: "ACTIVE", domain: null } as const;
    return answer(await createOrganization(principal, founding), (organization) =>
      Response.json(renderOrganization(organization), { status: 201 }),
    );
  },
});

const readDefault = endpoint({
  auth: "principal",
  method: "GET",
  path: "/organizations/default",
  needs: "being signed in",
  summary: "The organization that is meant where you name none",
  answers: { 200: organizationSchema },
  handle: async (_, principal) => {
    const home = await homeOf(principal);
    return home === null
      ? sayRefusal(notFound("organization"))
      : answer(await readOrganization(principal, home), show);
  },
});

const setDefault = endpoint({
  auth: "principal",
  method: "PUT",
  path: "/organizations/default",
  needs: "belonging to the organization",
  body: z.object({ organization_id: uuid }).meta({ id: "DefaultOrganization" }),
  summary: "Choose the organization that is meant where you name none",
  answers: { 200: organizationSchema },
  handle: async ({ body }, principal) => answer(await setHome(principal, body.organization_id), show),
});

const read = endpoint({
  auth: "principal",
  method: "GET",
  path: "/organizations/:organization_id",
  needs: "belonging to the organization",
  params: inOrganization,
  summary: "One organization",
  answers: { 200: organizationSchema },
  handle: async ({ path }, principal) =>
    answer(await readOrganization(principal, path.organization_id), show),
});

const update = endpoint({
  auth: "principal",
  method: "PUT",
  path: "/organizations/:organization_id",
  params: inOrganization,
  body: z.object({ name: name.optional() }).meta({ id: "OrganizationUpdate" }),
  summary: "Rename an organization; with If-Match only as you saw it",
  needs: "edit_org_settings",
  answers: { 200: organizationSchema },
  handle: async ({ request, path, body }, principal) => {
    const organizationId = path.organization_id;
    const changes =
      body.name === undefined ? [] : [{ kind: "rename-organization", name: body.name } as const];
    const result = await changeAccess(principal, { organizationId, changes, ...expectedRevision(request) });
    return result.ok
      ? answer(await readOrganization(principal, organizationId), show)
      : sayRefusal(result.refusal);
  },
});

const remove = endpoint({
  auth: "principal",
  method: "DELETE",
  path: "/organizations/:organization_id",
  params: inOrganization,
  summary: "Delete an organization; with If-Match only as you saw it",
  needs: "update_org_status",
  answers: { 204: null },
  handle: async ({ request, path }, principal) => {
    const command = {
      organizationId: path.organization_id,
      changes: [{ kind: "delete-organization" }],
    } as const;
    return answer(await changeAccess(principal, { ...command, ...expectedRevision(request) }), noContent);
  },
});

export const organizationEndpoints: readonly AnyEndpoint[] = [
  list,
  create,
  readDefault,
  setDefault,
  read,
  update,
  remove,
];
