import { expect, test } from "vitest";
import { asking } from "@/lib/testing/ask";
import { makeToken } from "@/lib/testing/credentials";
import { useDatabase } from "@/lib/testing/database";
import { makeMember, makeOrganization, makeProject } from "@/lib/testing/fixtures";
import { handle } from "./family";

const { owner } = useDatabase("base");
const ask = asking(handle, "/api/v1");

test("the projects that one belongs to or administers are listed by pages", async () => {
  const [here, there] = [await makeOrganization(owner), await makeOrganization(owner)];
  const [apollo, gemini] = [
    await makeProject(owner, here, "Apollo"),
    await makeProject(owner, there, "Gemini"),
  ];
  await makeProject(owner, there, "Hidden");
  const { personId } = await makeMember(owner, { organizationId: here }, { permissions: ["edit_org_users"] });
  await makeMember(owner, { organizationId: there, projectId: gemini }, { personId });
  const token = await makeToken(owner, personId);
  const all = await ask("GET", "/projects/", { token });
  const time = expect.stringMatching(/Z$/);
  const row = (id: string, name: string, organization_id: string) => ({
    id,
    name,
    organization_id,
    is_default: false,
    created_at: time,
    updated_at: time,
  });
  expect({ status: all.status, body: all.body }).toEqual({
    status: 200,
    body: {
      count: 2,
      next: null,
      previous: null,
      results: [row(apollo, "Apollo", here), row(gemini, "Gemini", there)],
    },
  });
  expect((await ask("GET", "/projects?limit=1&offset=1", { token })).body).toMatchObject({
    count: 2,
    next: null,
    previous: "http://localhost/api/v1/projects?limit=1",
    results: [{ id: gemini }],
  });
  const bound = await makeToken(owner, personId, here);
  expect((await ask("GET", "/projects", { token: bound })).body).toMatchObject({
    count: 1,
    results: [{ id: apollo }],
  });
  expect(await ask("GET", "/projects?limit=many", { token })).toMatchObject({
    status: 400,
    body: { limit: [expect.any(String)] },
  });
});

test("a person is told who he is and where he belongs", async () => {
  const [here, there, closed] = [
    await makeOrganization(owner),
    await makeOrganization(owner),
    await makeOrganization(owner),
  ];
  const { personId, email } = await makeMember(owner, { organizationId: here });
  await makeMember(
    owner,
    { organizationId: there, projectId: await makeProject(owner, there) },
    { personId },
  );
  await makeMember(owner, { organizationId: closed }, { personId, status: "SUSPENDED" });
  await owner.query("update person set first_name = 'Pia', last_name = 'Berg' where id = $1", [personId]);
  const { rows } = await owner.query<{ number: number; joined: Date }>(
    "select number, created_at as joined from person where id = $1",
    [personId],
  );
  const me = await ask("GET", "/users/me/", { token: await makeToken(owner, personId) });
  expect({ status: me.status, body: me.body }).toEqual({
    status: 200,
    body: {
      id: personId,
      number: rows[0]?.number,
      email,
      first_name: "Pia",
      last_name: "Berg",
      date_joined: rows[0]?.joined.toISOString(),
      organizations: [
        { id: here, name: `Organization ${here}` },
        { id: there, name: `Organization ${there}` },
      ],
    },
  });
  const bound = await ask("GET", "/users/me", { token: await makeToken(owner, personId, here) });
  expect(bound.body.organizations).toEqual([{ id: here, name: `Organization ${here}` }]);
  expect((await ask("GET", "/users/me")).status).toBe(401);
  expect((await ask("GET", "/users")).status).toBe(404);
});
