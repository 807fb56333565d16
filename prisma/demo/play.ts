import type { Client } from "pg";
import { decide } from "@/lib/core/decide";
import type { Effect } from "@/lib/core/effect";
import type { Principal } from "@/lib/core/principal";
import { questionOf } from "@/lib/core/question";
import { apply } from "@/lib/store/apply";
import { hashSecret } from "@/lib/store/secret";
import { readSnapshot } from "@/lib/store/snapshot";
import type { Act } from "./desk";
import { idOf } from "./ids";
import { personBy } from "./people";
import { tokenHashes } from "./samples";

/**
 * Makes the past happen: every act goes through the product's own rules and leaves the audit that it would have left
 * then. Rejects where one is refused or changes nothing, so that the histories cannot tell of what could not be.
 */
export async function play(client: Client, acts: readonly Act[]): Promise<void> {
  const hashes = tokenHashes();
  const inOrder = acts.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  for (const [index, act] of inOrder.entries()) await perform(client, act, index, hashes);
}

/** Who acted, as a door would have found out. */
export function principalOf(handle: string, door: Principal["door"], request: string): Principal {
  const { id, email } = personBy(handle);
  return {
    personId: id,
    label: email,
    door,
    requestId: idOf(`request ${request}`),
    credential: { kind: door === "console" ? "session" : "token", id: idOf(`credential ${email} ${door}`) },
    organizationId: null,
    narrowedTo: null,
  };
}

async function perform(
  client: Client,
  act: Act,
  index: number,
  hashes: Readonly<Record<string, string>>,
): Promise<void> {
  const { organizationId, changes, at, by, door } = act;
  const principal = principalOf(by, door, String(index));
  const command = { organizationId, changes };
  const snapshot = await readSnapshot(client, principal, command, questionOf(command));
  if (!snapshot) throw new Error(`${by} acts in an organization that is not there.`);
  const verdict = decide(principal, command, { ...snapshot, now: at });
  const told = `${at} ${by}: ${changes.map(({ kind }) => kind).join(", ")}`;
  if (!verdict.ok) throw new Error(`${told}: ${verdict.refusals[0].message}`);
  const { effects } = verdict.decision;
  if (effects.length === 0) throw new Error(`${told}: changes nothing.`);
  await detach(client, effects);
  const { revision, auditHead } = snapshot.organization;
  const moved = await apply(client, principal, {
    organizationId,
    revision,
    systemRevision: snapshot.systemRevision,
    auditHead,
    at,
    effects,
    secretHashes: { ...hashes, ...invitationHashes(act) },
  });
  if (moved === null) throw new Error(`${told}: does not fit the rows that are there.`);
}

/**
 * Who was invited in this very transaction cannot be cancelled by one statement: PostgreSQL then checks the
 * invitation's foreign key before it has set it to null. So it is null beforehand, as it would be afterwards.
 */
async function detach(client: Client, effects: readonly Effect[]): Promise<void> {
  const ids = effects.flatMap((effect) => (effect.kind === "invitation.cancelled" ? [effect.after.id] : []));
  if (ids.length === 0) return;
  await client.query("update invitation set membership_id = null where id = any($1::uuid[])", [ids]);
}

/** Nobody was mailed these secrets: the invitations of the demonstration are accepted by the histories or not at all. */
function invitationHashes({ changes }: Act): Record<string, string> {
  const ids = changes.flatMap((change) =>
    change.kind === "add-member" && change.invitation ? [change.invitation.id] : [],
  );
  return Object.fromEntries(ids.map((id) => [id, hashSecret(`unmailed ${id}`).toString("hex")]));
}
