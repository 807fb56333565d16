import "server-only";
import type { Principal } from "@/lib/core/principal";
import type { DeskView, TokenView } from "@/lib/core/view";
import { readDeskView } from "@/lib/operations/read-desk-view";
import { listOwnTokens, listTokensOf } from "@/lib/operations/tokens";
import { csvLine } from "@/lib/web/csv";
import { answer } from "./answers";
import { csvFile, inOneCell } from "./csv-file";

interface Filter {
  readonly all: boolean;
  readonly search: string;
}

const HEAD = [
  "Name",
  "Begins with",
  "Owner",
  "Works in",
  "Permissions",
  "Created",
  "Last used",
  "Expires",
  "Token id",
];

/** Tokens as the list on screen shows them; their secrets are nowhere. */
export async function exportTokens(
  principal: Principal,
  organizationId: string,
  { all, search }: Filter,
): Promise<Response> {
  const desk = await readDeskView(principal, organizationId);
  if (!desk.ok) return answer(desk);
  const tokens = all ? await listTokensOf(principal, organizationId) : await listOwnTokens(principal);
  if (!tokens.ok) return answer(tokens);
  const words = search.trim().toLowerCase();
  const shown = tokens.value.filter(({ name, redacted, ownerEmail }) =>
    `${name ?? ""} ${redacted} ${ownerEmail}`.toLowerCase().includes(words),
  );
  return csvFile("tokens", partsOf(shown, desk.value));
}

function* partsOf(tokens: readonly TokenView[], { organization, permissions, projectPermissions }: DeskView) {
  const names = new Map([...permissions, ...projectPermissions].map(({ id, name }) => [id, name]));
  yield csvLine(HEAD);
  for (const { permissionIds, organizationId, ...token } of tokens) {
    const elsewhere = organizationId === null ? "every organization of the owner" : organizationId;
    yield csvLine([
      token.name,
      token.redacted,
      token.ownerEmail,
      organizationId === organization.id ? organization.name : elsewhere,
      permissionIds === null ? "everything its owner may" : inOneCell(permissionIds, names),
      token.createdAt,
      token.lastUsedAt,
      token.expiresAt,
      token.id,
    ]);
  }
}
