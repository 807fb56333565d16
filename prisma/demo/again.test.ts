import { expect, test } from "vitest";
import { withClient } from "@/lib/boot/connection";
import { loadDemonstrationOnce } from "@/lib/boot/demonstration";
import { useDatabase } from "@/lib/testing/database";

const first = useDatabase("demo");
const second = useDatabase("base");

test("loading into another database gives the same ids and the same events", async () => {
  await withClient(second.ownerUrl, loadDemonstrationOnce);
  const sql = `select (select string_agg(concat_ws(' ', id, number, email), ',' order by id) from person) as people,
    (select string_agg(concat_ws(' ', id, person_id, status), ',' order by id) from membership) as memberships,
    (select string_agg(concat_ws(' ', id, number, name), ',' order by id) from role) as roles,
    (select string_agg(concat_ws(' ', membership_id, permission_id, granted_by), ',' order by membership_id, permission_id) from permission_grant) as grants,
    (select string_agg(concat_ws(' ', kind, actor_id, request_id), ',' order by organization_id, revision, sequence) from audit_event) as events`;
  const [one, other] = await Promise.all([first.owner.query(sql), second.owner.query(sql)]);
  expect(other.rows).toEqual(one.rows);
});
