import "server-only";
import type { Principal } from "@/lib/core/principal";
import type { InvitationView } from "@/lib/core/view";
import { listInvitations } from "@/lib/operations/invitations";
import { csvLine } from "@/lib/web/csv";
import { answer } from "./answers";
import { csvFile } from "./csv-file";

type Where = Parameters<typeof listInvitations>[1];
type Filter = Parameters<typeof listInvitations>[2];

const HEAD = ["E-mail", "Status", "Permissions", "Invited by", "Invited", "Expires", "Invitation id"];
const PAGE = 500;

/** The invitations that the filter lets through, newest first. */
export async function exportInvitations(
  principal: Principal,
  where: Where,
  filter: Filter,
): Promise<Response> {
  const first = await listInvitations(principal, where, filter, { limit: PAGE, offset: 0 });
  if (!first.ok) return answer(first);
  return csvFile("invitations", partsOf(first.value.invitations, principal, where, filter));
}

async function* partsOf(
  first: readonly InvitationView[],
  principal: Principal,
  where: Where,
  filter: Filter,
) {
  yield csvLine(HEAD);
  for (let page = first; ; ) {
    yield page.map(lineOf).join("");
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    const next = await listInvitations(principal, where, filter, { limit: PAGE, offset: 0, after: last.id });
    // A right that was taken away meanwhile ends the file with an error: half a list must not look whole.
    if (!next.ok) throw new Error(next.refusal.message);
    page = next.value.invitations;
  }
}

function lineOf({
  email,
  status,
  permissions,
  invitedByEmail,
  createdAt,
  expiresAt,
  id,
}: InvitationView): string {
  return csvLine([email, status, permissions.join("; "), invitedByEmail, createdAt, expiresAt, id]);
}
