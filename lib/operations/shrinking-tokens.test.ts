import { expect, test } from "vitest";
import { useDatabase } from "@/lib/testing/database";
import { makeMember, makeOrganization } from "@/lib/testing/fixtures";
import { previewChange } from "./preview-change";
import { listShrinkingTokens } from "./shrinking-tokens";
import { createToken } from "./tokens";

const { owner } = useDatabase("base");

test("a preview names the tokens that follow their owner down, and no others", async () => {
  const organizationId = await makeOrganization(owner);
  const boss = await makeMember(owner, { organizationId }, { role: "Owner" });
  const bob = await makeMember(
    owner,
    { organizationId },
    { permissions: ["create_api_key", "view_items", "view_order"] },
  );
  const wanted = { organizationId, expiresAt: null };
  await createToken(bob.principal, { ...wanted, name: "everything", permissions: null });
  await createToken(bob.principal, { ...wanted, name: "items", permissions: ["view_items"] });
  await createToken(bob.principal, { ...wanted, name: "orders", permissions: ["view_order"] });
  const changes = [{ kind: "remove-permission", member: bob.memberId, permission: "view_items" }] as const;
  const preview = await previewChange(boss.principal, { organizationId, changes });
  if (!preview.ok) throw new Error(preview.refusal.message);
  const tokens = await listShrinkingTokens(boss.principal, organizationId, preview.value.consequences);
  expect(tokens.map(({ name }) => name)).toEqual(["everything", "items"]);
});
