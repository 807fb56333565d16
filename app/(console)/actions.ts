"use server";
import { z } from "zod";
import type { Principal } from "@/lib/core/principal";
import { refuse } from "@/lib/core/refusal";
import type { ChangeView, Outcome, PreviewView } from "@/lib/core/view";
import { pagePrincipal } from "@/lib/identity/page-principal";
import { undo } from "@/lib/operations/audit";
import { type Changed, changeAccess } from "@/lib/operations/change-access";
import { invite } from "@/lib/operations/invitations";
import { createOrganization, setHome } from "@/lib/operations/organizations";
import { previewChange } from "@/lib/operations/preview-change";
import { createToken } from "@/lib/operations/tokens";
import { commandSchema, founding, invitees, newToken } from "./input";

// Every export is a public endpoint: each parses its input from unknown, asks who calls, and lets an operation decide.

/** Applies a list of changes: all or nothing. */
export async function applyChanges(input: unknown): Promise<Outcome<ChangeView>> {
  return act(commandSchema, input, async (principal, command) => {
    const result = await changeAccess(principal, command);
    return result.ok ? { ok: true, value: changeView(result.value) } : result;
  });
}

/** What the changes would do, without doing them. */
export async function previewChanges(input: unknown): Promise<Outcome<PreviewView>> {
  return act(commandSchema, input, async (principal, command) => {
    const result = await previewChange(principal, command);
    return result.ok ? { ok: true, value: result.value } : result;
  });
}

/** Takes one command back. */
export async function undoRevision(input: unknown): Promise<Outcome<ChangeView>> {
  const schema = z.object({ organizationId: z.guid(), revision: z.number().int().positive() });
  return act(schema, input, async (principal, { organizationId, revision }) => {
    const result = await undo(principal, organizationId, revision);
    return result.ok ? { ok: true, value: changeView(result.value) } : result;
  });
}

/** Invites people; answers the secrets of the invitations that wait, to hand over where no mail is sent. */
export async function invitePeople(
  input: unknown,
): Promise<
  Outcome<{
    readonly revision: number;
    readonly links: readonly { readonly email: string; readonly token: string }[];
  }>
> {
  return act(invitees, input, async (principal, { organizationId, people }) => {
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
    return { ok: true, value: { revision: changed.revision, links } };
  });
}

/** Makes a token; the secret is in this answer alone. */
export async function makeToken(input: unknown): Promise<Outcome<{ readonly secret: string }>> {
  return act(newToken, input, async (principal, wanted) => {
    const result = await createToken(principal, wanted);
    return result.ok ? { ok: true, value: { secret: result.value.secret } } : result;
  });
}

/** Founds an organization with the asker as its owner. */
export async function foundOrganization(input: unknown): Promise<Outcome<{ readonly id: string }>> {
  return act(founding, input, async (principal, { name }) => {
    const result = await createOrganization(principal, {
      name,
      kind: "OTHER",
      status: "ACTIVE",
      domain: null,
    });
    return result.ok ? { ok: true, value: { id: result.value.id } } : result;
  });
}

/** Remembers the organization that was looked at last. */
export async function rememberOrganization(input: unknown): Promise<Outcome<null>> {
  return act(z.object({ organizationId: z.guid() }), input, async (principal, { organizationId }) => {
    const result = await setHome(principal, organizationId);
    return result.ok ? { ok: true, value: null } : result;
  });
}

async function act<S extends z.ZodType, T>(
  schema: S,
  input: unknown,
  run: (principal: Principal, value: z.output<S>) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const principal = await pagePrincipal();
  if (!principal)
    return {
      ok: false,
      refusal: refuse("not-allowed", "You are signed out. Sign in again; nothing is lost."),
      signedOut: true,
    };
  const parsed = schema.safeParse(input);
  if (parsed.success) return run(principal, parsed.data);
  const [issue] = parsed.error.issues;
  return {
    ok: false,
    refusal: refuse("invalid", issue?.message ?? "That cannot be read.", {
      field: issue?.path.join(".") ?? "",
    }),
  };
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
