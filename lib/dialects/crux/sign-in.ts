import "server-only";
import { z } from "zod";
import type { Organization } from "@/lib/core/state";
import { peerOf } from "@/lib/identity/peer";
import {
  completePasswordReset,
  isPasswordResetOpen,
  requestPasswordReset,
} from "@/lib/identity/reset-password";
import { type SignedIn, signIn } from "@/lib/identity/sign-in";
import { log } from "@/lib/log";
import { readMember } from "@/lib/operations/list-members";
import { listPermissions } from "@/lib/operations/read-catalogue";
import { endTokensOf } from "@/lib/operations/tokens";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { answer, field, noContent, notFound, sayRefusal, UNCHANGED, unauthenticated } from "./answers";
import { atHome } from "./home";
import { assignmentsSchema, renderAssignments } from "./objects";

const filled = z.string().min(1, "This field may not be blank.");

const loginSchema = z
  .object({
    auth_token: z.string(),
    org_uuid: z.string(),
    user_uuid: z.string(),
    retailer_uuid: z.string(),
    supplier_uuid: z.string(),
    org_type: z.enum(["RETAILER", "SUPPLIER", "OTHER"]),
    permission_assignments: assignmentsSchema,
  })
  .meta({ id: "CruxLogin" });

export const signInEndpoints: readonly AnyEndpoint[] = [
  endpoint({
    auth: "open",
    method: "POST",
    path: "/user-login",
    body: z.object({ username: filled, password: filled }).meta({ id: "CruxCredentials" }),
    summary: "Sign in for two hours",
    answers: { 200: loginSchema, 400: UNCHANGED[400], 401: UNCHANGED[401], 415: UNCHANGED[415] },
    handle: async ({ request, requestId, body: { username, password } }) => {
      const circumstances = {
        requestId,
        userAgent: request.headers.get("user-agent"),
        peer: peerOf(request.headers),
      };
      const signedIn = await signIn(username, password, "CRUX", circumstances);
      return signedIn
        ? welcome(signedIn)
        : unauthenticated("Unable to log in with the provided credentials.");
    },
  }),
  endpoint({
    auth: "open",
    method: "POST",
    path: "/reset-password",
    body: z.object({ email: filled.max(320) }).meta({ id: "CruxPasswordReset" }),
    summary: "Mail a way to a new password, where the address is known",
    answers: { 200: z.object({ detail: z.string() }), 400: UNCHANGED[400], 415: UNCHANGED[415] },
    handle: async ({ request, requestId, body: { email } }) => {
      const send = await requestPasswordReset(email, peerOf(request.headers));
      // Not awaited: how long it takes would tell whether the address is known.
      send().catch((cause: unknown) => log().error({ requestId, err: cause }, "a password reset failed"));
      return Response.json({ detail: "If the address is known, a letter is on its way." });
    },
  }),
  endpoint({
    auth: "open",
    method: "GET",
    path: "/complete-password",
    query: z.object({ token: z.string().default("") }),
    summary: "Whether a password may still be set with this token",
    answers: { 204: null, 404: UNCHANGED[404] },
    handle: async ({ request, query }) =>
      (await isPasswordResetOpen(query.token, peerOf(request.headers))) ? noContent() : notFound(),
  }),
  endpoint({
    auth: "open",
    method: "POST",
    path: "/complete-password",
    body: z.object({ token: filled, password: filled }).meta({ id: "CruxNewPassword" }),
    summary: "Set a new password; every session ends",
    answers: { 204: null, 400: UNCHANGED[400], 404: UNCHANGED[404], 415: UNCHANGED[415] },
    handle: async ({ request, requestId, body }) => {
      const circumstances = { door: "crux", requestId, peer: peerOf(request.headers) } as const;
      const outcome = await completePasswordReset(body.token, body.password, circumstances, endTokensOf);
      if (outcome === "unknown") return notFound();
      return outcome === "done" ? noContent() : field(400, "password", outcome.problem);
    },
  }),
];

function welcome({ principal, secret }: SignedIn): Promise<Response> {
  return atHome(principal, async (organizationId) => {
    const catalogue = await listPermissions(principal, { organizationId });
    if (!catalogue.ok) return sayRefusal(catalogue.refusal);
    const own = await readMember(principal, { organizationId }, { personId: principal.personId });
    return answer(own, (access) =>
      Response.json({
        auth_token: secret,
        ...renderPlace(access.entry.organization),
        user_uuid: access.member.id,
        permission_assignments: renderAssignments(access, catalogue.value.permissions),
      }),
    );
  });
}

/** The uuid stands under the type that the organization has; the other one is the empty string. */
function renderPlace({ id, kind }: Organization) {
  return {
    org_uuid: id,
    org_type: kind,
    retailer_uuid: kind === "RETAILER" ? id : "",
    supplier_uuid: kind === "SUPPLIER" ? id : "",
  };
}
