import "server-only";
import { randomUUID } from "node:crypto";
import type { AddMember, Command } from "@/lib/core/change";
import type { Door, Principal } from "@/lib/core/principal";
import { notFound, refuse } from "@/lib/core/refusal";
import type { Invitation } from "@/lib/core/state";
import { sendInvitation } from "@/lib/mail/letters";
import { canSendMail } from "@/lib/mail/send";
import { onceCommitted } from "@/lib/store/database";
import { findOpenInvitation, noteMailed, type OpenInvitation } from "@/lib/store/invitations";
import {
  type InvitationFilter,
  type InvitationRow,
  type InvitationsPageRequest,
  readInvitations,
} from "@/lib/store/lists";
import { hashPassword, passwordMatches, passwordProblem } from "@/lib/store/password";
import { findLogin, markVerified, noteFailure, setFirstPassword } from "@/lib/store/people";
import { countTry } from "@/lib/store/rate-limit";
import { hashSecret, newHexSecret } from "@/lib/store/secret";
import type { Place } from "@/lib/store/snapshot";
import { allOrNothing } from "@/lib/store/transaction";
import { type Changed, changeAccess } from "./change-access";
import { normalizeEmail } from "./list-members";
import { deny } from "./refuse";
import { type Result, refused, success } from "./result";
import { type Entry, enter } from "./standing";

/**
 * One person who is to join. `mode`: strangers wait for their acceptance in any case; "always" lets everyone wait.
 * "along": a project beside its organization, with no invitation of its own: he waits there as he does here.
 */
export interface Invitee {
  readonly person:
    | {
        readonly email: string;
        readonly firstName?: string;
        readonly lastName?: string;
        readonly phone?: string | null;
      }
    | { readonly personId: string };
  readonly projectId: string | null;
  readonly permissions: readonly string[];
  readonly roleIds: readonly string[];
  readonly mode: "always" | "strangers" | "along";
  /** Who is there already is refused instead of getting more. */
  readonly onlyNew?: boolean;
}

export interface Invited {
  readonly changed: Changed;
  /** The secrets of waiting invitations that could not be mailed, by invitation id: to be handed over. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** Lets people join, all or nothing, with what they are given; mails those who have to accept. */
export async function invite(
  principal: Principal,
  organizationId: string,
  invitees: readonly Invitee[],
  projectId?: string | null,
): Promise<Result<Invited>> {
  const secrets: Record<string, string> = {};
  const hashes: Record<string, string> = {};
  const changes = invitees.map((invitee): AddMember => {
    const id = randomUUID();
    const secret = newHexSecret();
    secrets[id] = secret;
    hashes[id] = hashSecret(secret).toString("hex");
    return {
      kind: "add-member",
      member: randomUUID(),
      project: invitee.projectId,
      person:
        "email" in invitee.person
          ? { ...invitee.person, email: normalizeEmail(invitee.person.email), newId: randomUUID() }
          : invitee.person,
      ...(invitee.mode === "along" ? {} : { invitation: { id, mode: invitee.mode } }),
      permissions: invitee.permissions,
      roles: invitee.roleIds.map((role) => ({ role, assignment: randomUUID() })),
      onlyNew: invitee.onlyNew ?? false,
    };
  });
  const command: Command = { organizationId, changes, ...(projectId === undefined ? {} : { projectId }) };
  const result = await changeAccess(principal, command, hashes);
  if (!result.ok) return result;
  const changed = result.value;
  const waiting = pendingOf(changed, Object.keys(secrets));
  const handed = await Promise.all(
    waiting.map(async ({ id, email, projectId: project }): Promise<readonly [string, string][]> => {
      const secret = secrets[id] ?? "";
      // A letter cannot be called back: it leaves when the invitation is there for good.
      const left = await onceCommitted(async () => {
        const sent = await sendInvitation(email, placeName(changed, project), principal.label, secret);
        if (sent) await noteMailed(organizationId, id);
        return sent;
      });
      return (left ?? canSendMail()) ? [] : [[id, secret]];
    }),
  );
  return success({ changed, secrets: Object.fromEntries(handed.flat()) });
}

function pendingOf(changed: Changed, ids: readonly string[]): Invitation[] {
  return ids.flatMap((id) => {
    const invitation = changed.after.invitations.get(id);
    return invitation?.status === "pending" ? [invitation] : [];
  });
}

function placeName({ after }: Changed, projectId: string | null): string {
  return (projectId === null ? undefined : after.projects.get(projectId)?.name) ?? after.organization.name;
}

export interface InvitationPage {
  readonly entry: Entry;
  readonly invitations: readonly InvitationRow[];
  readonly total: number;
}

export async function listInvitations(
  principal: Principal,
  place: Place,
  filter: InvitationFilter,
  page: InvitationsPageRequest,
): Promise<Result<InvitationPage>> {
  const entered = await enter(principal, place, "readPeople");
  if (!entered.ok) return entered;
  const entry = entered.value;
  const scope = { organizationId: entry.organization.id, projectId: entry.project?.id ?? null };
  return success({ entry, ...(await readInvitations(scope, filter, page)) });
}

/** Takes an open invitation back, together with the membership that waited for it. */
export async function cancelInvitation(
  principal: Principal,
  place: Place,
  invitationId: string,
): Promise<Result<Changed>> {
  const entered = await enter(principal, place, "changePeople");
  if (!entered.ok) return entered;
  const { organization, project } = entered.value;
  const { invitations } = await readInvitations(
    { organizationId: organization.id, projectId: project?.id ?? null },
    { id: invitationId },
    { limit: 1, offset: 0 },
  );
  if (invitations.length === 0) return deny(principal, organization.id, notFound("invitation"));
  return changeAccess(principal, {
    organizationId: organization.id,
    ...(project ? { projectId: project.id } : {}),
    changes: [{ kind: "cancel-invitation", invitation: invitationId }],
  });
}

/**
 * The address that an open invitation is for; null where the secret is unknown, used or too old. Throws `tooMany` where
 * one address has tried too many secrets.
 */
export async function readInvitation(
  secret: string,
  peer: string,
): Promise<{ readonly email: string; readonly hasAccount: boolean } | null> {
  await countTry(["secret from an address", peer]);
  const open = await findOpenInvitation(hashSecret(secret));
  return open ? { email: open.email, hasAccount: open.passwordHash !== null } : null;
}

/**
 * A stranger sets his password; who has an account proves with his password that it is he. Throws `tooMany` where one
 * address has tried too many secrets, or where the account was tried too often.
 */
export async function acceptInvitation(
  secret: string,
  password: string,
  { door, requestId, peer }: Circumstances,
): Promise<Result<Changed>> {
  await countTry(["secret from an address", peer]);
  const open = await findOpenInvitation(hashSecret(secret));
  if (!open) return refused(notFound("invitation"));
  const { personId, email, passwordHash, organizationId } = open;
  if (passwordHash === null && open.linked) {
    return refused(
      refuse("not-allowed", "This address signs in by single sign-on: do that, and you are in.", {
        field: "password",
      }),
    );
  }
  const problem = passwordHash === null ? passwordProblem(password) : undefined;
  if (problem) return refused(refuse("invalid", problem, { field: "password" }));
  if (passwordHash !== null && !(await provesHimself(open, password))) return refused(HAS_ACCOUNT);
  const principal: Principal = {
    personId,
    label: email,
    door,
    requestId,
    credential: { kind: "session", id: open.id },
    organizationId: null,
    narrowedTo: null,
  };
  const first = passwordHash === null ? await hashPassword(password) : null;
  const outcome = await allOrNothing(
    async () => {
      const result = await changeAccess(principal, {
        organizationId,
        changes: [{ kind: "accept-invitation", invitation: open.id }],
      });
      if (!result.ok) return result;
      // Whoever has another invitation's secret may have been faster: the account is his, or a provider's.
      if (first !== null && !(await setFirstPassword(personId, first))) return "not the first" as const;
      if (open.mailed) await markVerified(personId);
      return result;
    },
    (value) => value !== "not the first",
  );
  return outcome === "not the first" ? refused(HAS_ACCOUNT) : outcome;
}

const HAS_ACCOUNT = refuse("not-allowed", "This address has an account already. Accept with its password.", {
  field: "password",
});

interface Circumstances {
  readonly door: Door;
  readonly requestId: string;
  /** The address that asks, as nobody can forge it. */
  readonly peer: string;
}

/** Failures count as at a sign-in: whoever invited may have the secret, and must not guess passwords with it. */
async function provesHimself(open: OpenInvitation, password: string): Promise<boolean> {
  await countTry(["sign-in of an account", open.email]);
  const matches = await passwordMatches(open.passwordHash, password);
  if (!matches) await noteFailure(open.personId);
  if (!matches) return false;
  // Asked now: many guesses may have been under way together, and checking takes a while.
  const login = await findLogin(open.email);
  return login?.lockedAt === null && login.passwordHash === open.passwordHash;
}
