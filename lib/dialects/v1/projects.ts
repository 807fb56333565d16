import "server-only";
import { z } from "zod";
import type { Change } from "@/lib/core/change";
import type { Principal } from "@/lib/core/principal";
import { changeAccess } from "@/lib/operations/change-access";
import { listProjects } from "@/lib/operations/organizations";
import { changeProject, createProject, type ProjectNow, readProject } from "@/lib/operations/projects";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { answer } from "./answers";
import { inProject, permissionReference } from "./inputs";
import { expectedRevision } from "./revision-tag";
import { inOrganization, name, projectSchema, renderProject } from "./shapes";
import { tagged, taggedNothing } from "./tagged";

const detailSchema = projectSchema
  .extend({
    gates: z
      .array(z.object({ permission_id: z.guid(), permission: z.string(), open: z.boolean() }))
      .meta({ description: "Permissions that can be granted only where an operator has opened them." }),
  })
  .meta({ id: "ProjectDetail" });

function show({ project, gated }: ProjectNow, organizationId: string): z.input<typeof detailSchema> {
  const gates = gated.map(({ id, name: permission }) => ({
    permission_id: id,
    permission,
    open: project.openGates.includes(id),
  }));
  return { ...renderProject(project, organizationId), gates };
}

async function change(
  path: z.output<typeof inProject>,
  request: Request,
  principal: Principal,
  made: Change,
): Promise<Response> {
  const { organization_id: organizationId, project_id: project } = path;
  const result = await changeProject(principal, organizationId, project, made, expectedRevision(request));
  return answer(result, (now) => tagged(now.revision, show(now, organizationId)));
}

/** For what leaves nothing to show. */
async function changeSilently(
  path: z.output<typeof inProject>,
  request: Request,
  principal: Principal,
  made: Change,
): Promise<Response> {
  const command = { organizationId: path.organization_id, changes: [made], ...expectedRevision(request) };
  return answer(await changeAccess(principal, command), ({ revision }) => taggedNothing(revision));
}

const base = "/organizations/:organization_id/projects";
const common = { auth: "principal", needs: "edit_projects" } as const;
const ofOperators = { auth: "principal", needs: "Operator" } as const;

export const projectEndpoints: readonly AnyEndpoint[] = [
  endpoint({
    auth: "principal",
    method: "GET",
    path: base,
    summary: "The projects of an organization, by name",
    needs: "view_org_users for all; else one's own",
    params: inOrganization,
    answers: { 200: z.array(projectSchema) },
    handle: async ({ path }, principal) =>
      answer(await listProjects(principal, path.organization_id), ({ entry, projects }) =>
        tagged(
          entry.organization.revision,
          projects.map((project) => renderProject(project, project.organizationId)),
        ),
      ),
  }),
  endpoint({
    ...common,
    method: "POST",
    path: base,
    summary: "Create a project",
    params: inOrganization,
    body: z.object({ name }),
    answers: { 201: detailSchema },
    handle: async ({ path, body }, principal) =>
      answer(await createProject(principal, path.organization_id, body.name), (now) =>
        tagged(now.revision, show(now, path.organization_id), 201),
      ),
  }),
  endpoint({
    auth: "principal",
    method: "GET",
    path: `${base}/:project_id`,
    summary: "One project, with its gates",
    needs: "view_org_users, or belonging to it",
    params: inProject,
    answers: { 200: detailSchema },
    handle: async ({ path }, principal) =>
      answer(await readProject(principal, path.organization_id, path.project_id), (now) =>
        tagged(now.revision, show(now, path.organization_id)),
      ),
  }),
  endpoint({
    ...common,
    method: "PUT",
    path: `${base}/:project_id`,
    summary: "Rename a project",
    params: inProject,
    body: z.object({ name }),
    answers: { 200: detailSchema },
    handle: ({ path, request, body }, principal) =>
      change(path, request, principal, { kind: "rename-project", project: path.project_id, name: body.name }),
  }),
  endpoint({
    ...common,
    method: "DELETE",
    path: `${base}/:project_id`,
    summary: "Delete a project with all memberships in it; the default one stays",
    params: inProject,
    answers: { 204: null },
    handle: ({ path, request }, principal) =>
      changeSilently(path, request, principal, { kind: "delete-project", project: path.project_id }),
  }),
  endpoint({
    ...ofOperators,
    method: "POST",
    path: `${base}/:project_id/gates`,
    summary: "Open a gate: the permission can be granted in this project",
    params: inProject,
    body: z.object({ permission: permissionReference }),
    answers: { 200: detailSchema },
    handle: ({ path, request, body }, principal) =>
      change(path, request, principal, {
        kind: "open-gate",
        project: path.project_id,
        permission: body.permission,
      }),
  }),
  endpoint({
    ...ofOperators,
    method: "DELETE",
    path: `${base}/:project_id/gates/:permission`,
    summary: "Close a gate: whoever holds the permission in this project loses it",
    params: inProject.extend({ permission: permissionReference }),
    answers: { 204: null },
    handle: ({ path, request }, principal) =>
      changeSilently(path, request, principal, {
        kind: "close-gate",
        project: path.project_id,
        permission: path.permission,
      }),
  }),
];
