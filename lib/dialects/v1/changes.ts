import "server-only";
import { z } from "zod";
import type { Command } from "@/lib/core/change";
import type { Refusal } from "@/lib/core/refusal";
import { type Changed, changeAccess } from "@/lib/operations/change-access";
import { type Preview, previewChange } from "@/lib/operations/preview-change";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { answer, sayRefusal } from "./answers";
import { changeSchema, toChange } from "./change-shape";
import { effectSchema, renderEffect } from "./event-shape";
import { expectedRevision } from "./revision-tag";
import { inOrganization, uuid } from "./shapes";
import { tagged } from "./tagged";

const commandSchema = z
  .object({
    project_id: uuid.nullable().optional().meta({
      description: "Where given, every membership named belongs to that project, or to none (null).",
    }),
    changes: z.array(changeSchema).min(1),
  })
  .meta({ id: "Command" });

export const changedSchema = z
  .object({ revision: z.int(), events: z.array(effectSchema) })
  .meta({ id: "Changed" });

export const renderChanged = ({ revision, effects }: Changed): z.input<typeof changedSchema> => ({
  revision,
  events: effects.map(renderEffect),
});

const refusalSchema = z
  .object({
    code: z.string(),
    message: z.string(),
    change_index: z.int().nullable().meta({ description: "Which change, counted from 0; null: the whole." }),
    member_id: z.string().nullable(),
    permissions: z.array(z.string()),
  })
  .meta({ id: "Refusal" });

export const previewSchema = z
  .object({
    revision: z.int(),
    effects: z.array(effectSchema),
    consequences: z
      .array(
        z.object({
          member_id: z.guid(),
          user_id: z.guid(),
          email: z.string(),
          project_id: z.guid().nullable(),
          gained: z.array(z.string()),
          lost: z.array(z.string()),
        }),
      )
      .meta({
        description: "Who gains and loses what in effect; of an edited role's holders the first 200 people.",
      }),
    role_holders: z
      .array(z.object({ role_id: z.guid(), holders: z.int() }))
      .meta({ description: "How many memberships have each edited role." }),
    refusals: z.array(refusalSchema).meta({ description: "Empty: it would go through as things are now." }),
  })
  .meta({ id: "Preview" });

const renderRefusal = (refusal: Refusal): z.input<typeof refusalSchema> => ({
  code: refusal.code,
  message: refusal.message,
  change_index: refusal.changeIndex ?? null,
  member_id: refusal.memberId ?? null,
  permissions: [...(refusal.permissions ?? [])],
});

export function renderPreview(preview: Preview): z.input<typeof previewSchema> {
  return {
    revision: preview.revision,
    effects: preview.effects.map(renderEffect),
    consequences: preview.consequences.map(({ member, gained, lost }) => ({
      member_id: member.id,
      user_id: member.person.id,
      email: member.person.email,
      project_id: member.projectId,
      gained: gained.map((permission) => permission.name),
      lost: lost.map((permission) => permission.name),
    })),
    role_holders: Object.entries(preview.roleHolders).map(([id, holders]) => ({ role_id: id, holders })),
    refusals: preview.refusals.map(renderRefusal),
  };
}

/** In a list of changes the asker has to know which one it was: the family's answer, and the refusal beside it. */
async function sayWhich(refusal: Refusal): Promise<Response> {
  const said = sayRefusal(refusal);
  const body = { ...(await said.json()), refusal: renderRefusal(refusal) };
  return Response.json(body, { status: said.status, headers: said.headers });
}

function commandOf(organizationId: string, request: Request, body: z.output<typeof commandSchema>): Command {
  const scope = body.project_id === undefined ? {} : { projectId: body.project_id };
  return { organizationId, ...scope, changes: body.changes.map(toChange), ...expectedRevision(request) };
}

const base = "/organizations/:organization_id/changes";
const common = {
  auth: "principal",
  presumes: true,
  needs: "what each of the changes needs",
  params: inOrganization,
  body: commandSchema,
} as const;

export const changeEndpoints: readonly AnyEndpoint[] = [
  endpoint({
    ...common,
    method: "POST",
    path: base,
    summary: "A whole command: all of its changes or none",
    answers: { 200: changedSchema },
    handle: async ({ path, request, body }, principal) => {
      const result = await changeAccess(principal, commandOf(path.organization_id, request, body));
      return result.ok
        ? tagged(result.value.revision, renderChanged(result.value))
        : sayWhich(result.refusal);
    },
  }),
  endpoint({
    ...common,
    method: "POST",
    path: `${base}/preview`,
    summary: "What a command would do, and to whom, without doing it",
    answers: { 200: previewSchema },
    handle: async ({ path, request, body }, principal) =>
      answer(await previewChange(principal, commandOf(path.organization_id, request, body)), (preview) =>
        tagged(preview.revision, renderPreview(preview)),
      ),
  }),
];
