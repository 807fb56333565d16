import { expect, test } from "vitest";
import { asking } from "@/lib/testing/ask";
import { useDatabase } from "@/lib/testing/database";
import { makeMember } from "@/lib/testing/fixtures";
import { auditOf, makeProjectScene } from "@/lib/testing/project-scene";
import { handle } from "./family";

const { owner } = useDatabase("base");
const ask = asking(handle, "/api/v1");

test("pages are linked by absolute addresses that keep the query", async () => {
  const { projectId, organizationId, path, token } = await makeProjectScene(owner);
  for (let count = 0; count < 3; count++) await makeMember(owner, { organizationId, projectId });
  const first = await ask("GET", `${path}/?limit=2&search=EXAMPLE.com`, {
    token,
    headers: { host: "desk.example:8080" },
  });
  expect(first.body).toMatchObject({
    count: 5,
    previous: null,
    next: `http://desk.example:8080/api/v1${path}/?limit=2&search=EXAMPLE.com&offset=2`,
  });
  const rest = await ask("GET", `${path}/?limit=2&search=EXAMPLE.com&offset=4`, { token });
  expect(rest.body).toMatchObject({
    count: 5,
    next: null,
    previous: `http://localhost/api/v1${path}/?limit=2&search=EXAMPLE.com&offset=2`,
  });
  const second = await ask("GET", `${path}?limit=2&offset=2`, { token });
  expect(second.body.previous).toBe(`http://localhost/api/v1${path}?limit=2`);
  const ids = [first, second, rest].flatMap(({ body }) => body.results.map((row: { id: string }) => row.id));
  expect(new Set(ids).size).toBe(5);
  for (const offset of [99, 2 ** 32, 10 ** 12])
    expect((await ask("GET", `${path}?offset=${offset}`, { token })).body).toMatchObject({
      count: 5,
      results: [],
      next: null,
    });
});

test("search looks at the address alone, takes its signs literally, and the waiting are not listed", async () => {
  const scene = await makeProjectScene(owner);
  await owner.query("update person set first_name = 'Zaphod', email = 'a_b%c@example.com' where id = $1", [
    scene.bob.personId,
  ]);
  await makeMember(owner, scene, { status: "INVITED" });
  const suspended = await makeMember(owner, scene, { status: "SUSPENDED", permissions: ["CAN_VIEW_DATA"] });
  const find = async (search: string) =>
    (await ask("GET", `${scene.path}?search=${encodeURIComponent(search)}`, { token: scene.token })).body;
  expect((await find("zaphod")).count).toBe(0);
  expect((await find("A_B%")).results).toMatchObject([{ id: scene.bob.memberId }]);
  expect((await find("a%c")).count).toBe(0);
  const all = await find("");
  expect(all.count).toBe(3);
  expect(all.results).toContainEqual(expect.objectContaining({ id: suspended.memberId, permissions: [] }));
});

test.each([
  ["limit=0", "limit"],
  ["limit=1001", "limit"],
  ["limit=ten", "limit"],
  ["limit=1&limit=2", "limit"],
  ["limit=", "limit"],
  ["offset=-1", "offset"],
  ["offset=1e3", "offset"],
  ["offset=99999999999999999999", "offset"],
])("a list with ?%s is refused at its field", async (query, field) => {
  const { path, token } = await makeProjectScene(owner);
  const response = await ask("GET", `${path}?${query}`, { token });
  expect(response).toMatchObject({
    status: 400,
    body: { [field]: [expect.stringContaining("whole number")] },
  });
});

test("a person is removed by address; unknown addresses and oneself are refused", async () => {
  const { organizationId, path, admin, bob, token } = await makeProjectScene(owner);
  await makeMember(owner, { organizationId }, { personId: bob.personId });
  const remove = (body: unknown) => ask("POST", `${path}/remove-by-email/`, { token, body });
  expect(await remove({ email: "nobody@example.com" })).toMatchObject({
    status: 400,
    body: { error: "No user of this project has this address." },
  });
  expect(await remove({ email: ` ${admin.email.toUpperCase()} ` })).toMatchObject({
    status: 400,
    body: { error: "You cannot remove yourself from a project." },
  });
  expect(await remove({ email: "no address" })).toMatchObject({
    status: 400,
    body: { email: ["Enter a valid email address."] },
  });
  expect(await remove({})).toMatchObject({ status: 400, body: { email: ["This field is required."] } });
  const done = await remove({ email: ` ${bob.email.toUpperCase()} ` });
  expect({ status: done.status, text: done.text }).toEqual({ status: 204, text: "" });
  const { rows } = await owner.query("select id from membership where person_id = $1", [bob.personId]);
  expect(rows).toHaveLength(1);
  expect(await auditOf(owner, organizationId)).toMatchObject([
    { kind: "member.removed", membership_id: bob.memberId, actor_id: admin.personId, door: "projects" },
  ]);
  expect((await remove({ email: bob.email })).status).toBe(400);
});
