import { expect, test } from "vitest";
import { SYSTEM_ORGANIZATION } from "@/lib/core/state";
import { useDatabase } from "@/lib/testing/database";
import { makeMember, makeOrganization } from "@/lib/testing/fixtures";
import { changeSystemPermissions, previewSystemPermissions } from "./system-permissions";

const { owner } = useDatabase("base");

const END = "2099-06-01T21:59:59.000Z";

test("what support gives until a day ends then, also for who joins the system by it", async () => {
  const place = { organizationId: SYSTEM_ORGANIZATION };
  const operator = await makeMember(owner, place, { permissions: ["Operator", "SUPERUSER"] });
  const stranger = await makeMember(owner, { organizationId: await makeOrganization(owner) });
  const known = await makeMember(owner, place, { permissions: ["Deposit"] });
  const { rows: names } = await owner.query<{ id: string; name: string }>(
    "select id, name from permission where level = 'SYSTEM' and name in ('Trading', 'AdminUI')",
  );
  const asked = (name: string) => names.filter((each) => each.name === name).map(({ id }) => id);
  const edit = { add: asked("AdminUI"), remove: [], expiresAt: END };
  for (const { personId } of [stranger, known]) {
    expect(await previewSystemPermissions(operator.principal, personId, edit)).toMatchObject({
      ok: true,
      value: { refusals: [] },
    });
    expect((await changeSystemPermissions(operator.principal, personId, edit)).ok).toBe(true);
    const { rows } = await owner.query<{ name: string; ends: Date | null }>(
      `select p.name, g.expires_at as ends from permission_grant g join permission p on p.id = g.permission_id
       join membership m on m.id = g.membership_id where m.person_id = $1 and m.organization_id = $2`,
      [personId, SYSTEM_ORGANIZATION],
    );
    const ends = new Map(rows.map(({ name, ends: at }) => [name, at?.toISOString() ?? null]));
    expect(ends.get("AdminUI")).toBe(END);
    // The defaults that come with joining, and what was there, stay for good.
    expect(ends.get("Deposit")).toBeNull();
  }
});
