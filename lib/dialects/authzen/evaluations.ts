import "server-only";
import { z } from "zod";
import type { Principal } from "@/lib/core/principal";
import { check } from "@/lib/web/check";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { failure, say, wordsOf } from "./answers";
import { decide } from "./decide";
import { action, context, type Decision, decisionSchema, evaluation, resource, subject } from "./shapes";

const EVALUATIONS_MOST = 200;

const semantic = z.enum(["execute_all", "deny_on_first_deny", "permit_on_first_permit"]);

const evaluationsSchema = z.object({
  subject: subject.optional(),
  action: action.optional(),
  resource: resource.optional(),
  context,
  evaluations: z
    .array(z.record(z.string(), z.unknown()))
    .max(EVALUATIONS_MOST)
    .optional()
    .meta({ description: "What an item leaves out, it has from the top, whole. None: one question." }),
  options: z.object({ evaluations_semantic: semantic.default("execute_all") }).optional(),
});

const evaluatedSchema = z.object({ evaluations: z.array(decisionSchema) });

/** What ends a list early, by its semantic; the answer that does is the last one. */
const ENDS: Record<z.output<typeof semantic>, (decision: boolean) => boolean> = {
  execute_all: () => false,
  deny_on_first_deny: (decision) => !decision,
  permit_on_first_permit: (decision) => decision,
};

const NEEDS = "view_org_users; for a project CAN_VIEW_DATA; about oneself nothing";

export const evaluationEndpoints: readonly AnyEndpoint[] = [
  endpoint({
    auth: "principal",
    presumes: true,
    method: "POST",
    path: "/access/v1/evaluation",
    summary: "May this subject do this",
    needs: NEEDS,
    body: evaluation,
    answers: { 200: decisionSchema },
    handle: async ({ body }, principal) => Response.json(await decide(principal, body)),
  }),
  endpoint({
    auth: "principal",
    presumes: true,
    method: "POST",
    path: "/access/v1/evaluations",
    summary: "Several questions at once, with defaults and three semantics",
    needs: NEEDS,
    body: evaluationsSchema,
    answers: { 200: z.union([evaluatedSchema, decisionSchema]) },
    handle: async ({ body }, principal) => {
      const { evaluations = [], options, ...defaults } = body;
      if (evaluations.length === 0) return decideOne(principal, defaults);
      const ends = ENDS[options?.evaluations_semantic ?? "execute_all"];
      const decided: Decision[] = [];
      for (const item of evaluations) {
        const decision = await decideItem(principal, { ...defaults, ...item });
        decided.push(decision);
        if (ends(decision.decision)) break;
      }
      return Response.json({ evaluations: decided });
    },
  }),
];

/** Without a list this is the other endpoint: what is missing is the whole request's mistake. */
async function decideOne(principal: Principal, given: unknown): Promise<Response> {
  const whole = check(evaluation, given);
  return whole.success ? Response.json(await decide(principal, whole.data)) : say(400, wordsOf(whole.issues));
}

async function decideItem(principal: Principal, given: unknown): Promise<Decision> {
  const whole = check(evaluation, given);
  return whole.success ? decide(principal, whole.data) : failure(400, wordsOf(whole.issues));
}
