"use server";
import { headers } from "next/headers";
import { after } from "next/server";
import { z } from "zod";
import { notFound, refuse } from "@/lib/core/refusal";
import type { ChangeView, Outcome, PreviewView } from "@/lib/core/view";
import { peerOf } from "@/lib/identity/peer";
import { completePasswordReset, requestPasswordReset } from "@/lib/identity/reset-password";
import { undo } from "@/lib/operations/audit";
import { type Changed, changeAccess } from "@/lib/operations/change-access";
import { acceptInvitation, invite, readInvitation } from "@/lib/operations/invitations";
import { createOrganization, setHome } from "@/lib/operations/organizations";
import { previewChange } from "@/lib/operations/preview-change";
import { endOtherSessions, endOwnSession } from "@/lib/operations/sessions";
import { listShrinkingTokens } from "@/lib/operations/shrinking-tokens";
import { changeSystemPermissions, previewSystemPermissions } from "@/lib/operations/system-permissions";
import { createToken, endTokensOf } from "@/lib/operations/tokens";
import { startViewing, stopViewing } from "@/lib/operations/view-as";
import { requestIdOf } from "@/lib/request-notes.mjs";
import { act, open } from "./act";
import {
  addressed,
  commandSchema,
  founding,
  invitees,
  newToken,
  secretAlone,
  secretAndPassword,
  systemTicks,
  viewAs,
  webhookAct,
} from "./input";
import { actOnWebhook } from "./webhook-act";

// Every export is a public endpoint: each parses its input from unknown, asks who calls, and lets an operation decide.

/** Applies a list of changes: all or nothing. */
export async function applyChanges(input: unknown): Promise<Outcome<ChangeView>> {
  return act("applyChanges", commandSchema, input, async (principal, command) => {
    const result = await changeAccess(principal, command);
    return result.ok ? { ok: true, value: changeView(result.value) } : result;
  });
}

/** What the changes would do, without doing them. */
export async function previewChanges(input: unknown): Promise<Outcome<PreviewView>> {
  return act("previewChanges", commandSchema, input, async (principal, command) => {
    const result = await previewChange(principal, command);
    if (!result.ok) return result;
    const { consequences } = result.value;
    const shrinkingTokens = await listShrinkingTokens(principal, command.organizationId, consequences);
    return { ok: true, value: { ...result.value, shrinkingTokens } };
  });
}

/** Takes one command back. */
export async function undoRevision(input: unknown): Promise<Outcome<ChangeView>> {
  const schema = z.object({ organizationId: z.guid(), revision: z.number().int().positive() });
  return act("undoRevision", schema, input, async (principal, { organizationId, revision }) => {
    const result = await undo(principal, organizationId, revision);
    return result.ok ? { ok: true, value: changeView(result.value) } : result;
  });
}

/** Invites people; answers the secrets of the invitations that wait, to hand over where no mail is sent. */
export async function invitePeople(input: unknown): Promise<
  Outcome<{
    readonly revision: number;
    readonly effects: number;
    readonly links: readonly { readonly email: string; readonly token: string }[];
  }>
> {
  return act("invitePeople", invitees, input, async (principal, { organizationId, people }) => {
    const result = await invite(
      principal,
      organizationId,
      people.map((person) => ({ ...person, mode: "strangers" as const })),
    );
    if (!result.ok) return result;
    const { changed, secrets } = result.value;
    const links = Object.entries(secrets).map(([id, token]) => ({
      email: changed.after.invitations.get(id)?.email ?? "",
      token,
    }));
    return { ok: true, value: { revision: changed.revision, effects: changed.effects.length, links } };
  });
}

/** Makes a token; the secret is in this answer alone. */
export async function makeToken(input: unknown): Promise<Outcome<{ readonly secret: string }>> {
  return act("makeToken", newToken, input, async (principal, wanted) => {
    const result = await createToken(principal, wanted);
    return result.ok ? { ok: true, value: { secret: result.value.secret } } : result;
  });
}

/** Makes, edits, pauses, resumes, renews, tests or ends a webhook; a new secret is in this answer alone. */
export async function manageWebhook(input: unknown): Promise<Outcome<{ readonly secret: string | null }>> {
  return act("manageWebhook", webhookAct, input, async (principal, wanted) => {
    const result = await actOnWebhook(principal, wanted);
    if (!result.ok) return result;
    return { ok: true, value: { secret: result.value } };
  });
}

/** Founds an organization with the asker as its owner. */
export async function foundOrganization(input: unknown): Promise<Outcome<{ readonly id: string }>> {
  return act("foundOrganization", founding, input, async (principal, { name }) => {
    const result = await createOrganization(principal, {
      name,
      kind: "OTHER",
      status: "ACTIVE",
      domain: null,
    });
    return result.ok ? { ok: true, value: { id: result.value.id } } : result;
  });
}

/** Signs the asker out in one place. */
export async function endSession(input: unknown): Promise<Outcome<null>> {
  return act("endSession", z.object({ sessionId: z.guid() }), input, (principal, { sessionId }) =>
    endOwnSession(principal, sessionId.toLowerCase()),
  );
}

/** Signs the asker out everywhere but here. */
export async function endSessionsElsewhere(): Promise<Outcome<{ readonly ended: number }>> {
  return act("endSessionsElsewhere", z.undefined(), undefined, (principal) => endOtherSessions(principal));
}

/** Remembers the organization that was looked at last. */
export async function rememberOrganization(input: unknown): Promise<Outcome<null>> {
  return act(
    "rememberOrganization",
    z.object({ organizationId: z.guid() }),
    input,
    async (principal, { organizationId }) => {
      const result = await setHome(principal, organizationId);
      return result.ok ? { ok: true, value: null } : result;
    },
  );
}

/** What ticks among the system permissions would do to one person, without doing it. */
export async function previewSystemTicks(input: unknown): Promise<Outcome<PreviewView>> {
  return act("previewSystemTicks", systemTicks, input, (principal, { personId, ...edit }) =>
    previewSystemPermissions(principal, personId, edit),
  );
}

/** Applies ticks among the system permissions to one person; with his first he joins the system. */
export async function applySystemTicks(input: unknown): Promise<Outcome<ChangeView>> {
  return act("applySystemTicks", systemTicks, input, async (principal, { personId, ...edit }) => {
    const result = await changeSystemPermissions(principal, personId, edit);
    return result.ok ? { ok: true, value: changeView(result.value) } : result;
  });
}

/** From the next request on this session sees what that person sees, and changes nothing. */
export async function startView(input: unknown): Promise<Outcome<null>> {
  return act("startView", viewAs, input, async (principal, { personId, reason }) => {
    const result = await startViewing(principal, personId, reason);
    return result.ok ? { ok: true, value: null } : result;
  });
}

/** The operator is himself again. */
export async function stopView(): Promise<Outcome<{ readonly personId: string | null }>> {
  return act("stopView", z.undefined(), undefined, (principal) => stopViewing(principal), {
    alsoWhileViewing: true,
  });
}

/** Mails a way to a new password where the address is known; after the answer, so that its time tells nothing either. */
export async function askForPasswordReset(input: unknown): Promise<Outcome<null>> {
  return open("askForPasswordReset", addressed, input, async ({ email }) => {
    after(await requestPasswordReset(email, peerOf(await headers())));
    return { ok: true, value: null };
  });
}

/** Sets a new password with the secret that was mailed. */
export async function resetPassword(input: unknown): Promise<Outcome<null>> {
  return open("resetPassword", secretAndPassword, input, async ({ token, password }) => {
    const result = await completePasswordReset(token, password, bringing(await headers()), endTokensOf);
    if (result === "done") return { ok: true, value: null };
    const refusal =
      result === "unknown"
        ? refuse("not-found", "This link was used already, or is too old. Ask for a new one.")
        : refuse("invalid", result.problem, { field: "password" });
    return { ok: false, refusal };
  });
}

/** Who an invitation is for, by the secret that was mailed; the secret travels in the body. */
export async function openInvitation(
  input: unknown,
): Promise<Outcome<{ readonly email: string; readonly hasAccount: boolean }>> {
  return open("openInvitation", secretAlone, input, async ({ token }) => {
    const found = await readInvitation(token, peerOf(await headers()));
    return found ? { ok: true, value: found } : { ok: false, refusal: notFound("invitation") };
  });
}

/** Joins with the secret that was mailed: a stranger sets a password, who has an account proves that it is he. */
export async function takeInvitation(input: unknown): Promise<Outcome<null>> {
  return open("takeInvitation", secretAndPassword, input, async ({ token, password }) => {
    const result = await acceptInvitation(token, password, bringing(await headers()));
    return result.ok ? { ok: true, value: null } : result;
  });
}

/** The circumstances of who brings a secret. */
function bringing(asked: Pick<Headers, "get">) {
  return { door: "console", requestId: requestIdOf(asked), peer: peerOf(asked) } as const;
}

function changeView({ revision, effects, after }: Changed): ChangeView {
  const touched = new Set(effects.flatMap((effect) => effect.membershipId ?? []));
  return {
    revision,
    effects: effects.length,
    members: [...after.members.values()].filter(({ id }) => touched.has(id)),
    roles: [...after.roles.values()],
  };
}
