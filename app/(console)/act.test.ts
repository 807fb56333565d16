import { expect, test } from "vitest";
import { store } from "@/lib/store/database";
import { callAction } from "@/lib/testing/actions";
import { openSession } from "@/lib/testing/callers";
import { useDatabase } from "@/lib/testing/database";
import { makeMember, makeOrganization } from "@/lib/testing/fixtures";

const { owner } = useDatabase("base");

test("an action without a database answers that the same may be asked again, and then does it", async () => {
  const organizationId = await makeOrganization(owner);
  const { personId } = await makeMember(owner, { organizationId }, { role: "Owner" });
  const cookie = await openSession(owner, personId);
  const rename = () =>
    callAction(
      "applyChanges",
      new Request("http://localhost", {
        method: "POST",
        headers: { cookie, "sec-fetch-site": "same-origin" },
        body: JSON.stringify({ organizationId, changes: [{ kind: "rename-organization", name: "Renamed" }] }),
      }),
    );
  const { pool } = store();
  const taken = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
  const answer = await (await rename()).json();
  for (const client of taken) client.release();
  expect(answer).toMatchObject({ ok: false, again: true, refusal: { code: "busy" } });
  expect(await (await rename()).json()).toMatchObject({ ok: true, value: { effects: 1 } });
});
