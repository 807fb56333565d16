import { expect, test } from "vitest";
import type { Change } from "@/lib/core/change";
import { changeAccess } from "@/lib/operations/change-access";
import { useDatabase } from "@/lib/testing/database";
import { makeMember, makeOrganization } from "@/lib/testing/fixtures";
import { report, rounds } from "./report";

const { owner } = useDatabase("base");

const WAYS: readonly ((member: string) => Change)[] = [
  (member) => ({ kind: "remove-member", member }),
  (member) => ({ kind: "suspend-member", member }),
  (member) => ({ kind: "set-roles", member, roles: [] }),
];

test("two who take each other's right away never both succeed, whichever pair of ways they choose", async () => {
  const pairs = WAYS.flatMap((one) => WAYS.map((other) => [one, other] as const));
  const cases = rounds(36, 1_000);
  let wrong = 0;
  for (let round = 0; round < cases; round++) {
    const pair = pairs[round % pairs.length];
    if (pair && (await succeeded(pair)) !== 1) wrong++;
  }
  await report({ promise: "Someone can always administer", cases, wrong });
  expect(wrong).toBe(0);
});

async function succeeded([one, other]: readonly [
  (typeof WAYS)[number],
  (typeof WAYS)[number],
]): Promise<number> {
  const organizationId = await makeOrganization(owner);
  const anna = await makeMember(owner, { organizationId }, { role: "Owner" });
  const bela = await makeMember(owner, { organizationId }, { role: "Owner" });
  const results = await Promise.all([
    changeAccess(anna.principal, { organizationId, changes: [one(bela.memberId)] }),
    changeAccess(bela.principal, { organizationId, changes: [other(anna.memberId)] }),
  ]);
  return results.filter((result) => result.ok).length;
}
