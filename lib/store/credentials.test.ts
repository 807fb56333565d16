import { expect, test } from "vitest";
import { makeToken } from "@/lib/testing/credentials";
import { useDatabase } from "@/lib/testing/database";
import { makeMember, makeOrganization } from "@/lib/testing/fixtures";
import { findCredential } from "./credentials";
import { hashSecret } from "./secret";

const { owner } = useDatabase("base");

test.each([
  ["the credential", "select from api_token where person_id = $1 for update"],
  ["the membership", "select from membership where person_id = $1 for update"],
])("who asks waits for nobody who is changing %s, and is noted the next time", async (_, hold) => {
  const { personId } = await makeMember(owner, { organizationId: await makeOrganization(owner) });
  const hash = hashSecret(await makeToken(owner, personId));
  const held = await owner.connect();
  await held.query("begin; set local lock_timeout = '20s'");
  await held.query(hold, [personId]);
  const limit = new Promise((resolve) => setTimeout(resolve, 5_000, "waits").unref());
  expect(await Promise.race([findCredential(hash), limit])).toMatchObject({ personId });
  await held.query("rollback");
  held.release();
  await owner.query("update api_token set last_used_at = null where person_id = $1", [personId]);
  await findCredential(hash);
  const { rows } = await owner.query(
    `select t.last_used_at is not null as used, m.last_active_at is not null as seen
     from api_token t join membership m using (person_id) where t.person_id = $1`,
    [personId],
  );
  expect(rows).toEqual([{ used: true, seen: true }]);
});
