import { beforeEach, expect, test } from "vitest";
import { asking } from "@/lib/testing/ask";
import { useDatabase } from "@/lib/testing/database";
import { makeMember, makeProject } from "@/lib/testing/fixtures";
import { grantsOf, makeOrganizationScene, type OrganizationScene } from "@/lib/testing/organization-scene";
import { handle } from "./family";

const { owner } = useDatabase("base");
const ask = asking(handle, "/api/v1");

let scene: OrganizationScene;
let base: string;

beforeEach(async () => {
  scene = await makeOrganizationScene(owner);
  base = `/organizations/${scene.organizationId}`;
});

async function exported(query: string, token = scene.boss.token): Promise<string> {
  const response = await handle(
    new Request(`http://localhost/api/v1${base}/export?${query}`, {
      headers: { authorization: `Token ${token}` },
    }),
  );
  expect(response.status).toBe(200);
  return response.text();
}

const bring = (text: string, query = "", token = scene.boss.token) =>
  ask("POST", `${base}/import${query}`, { token, body: text, headers: { "content-type": "text/csv" } });

const edited = (file: string, line: RegExp, from: string, to: string): string => {
  const found = file.split("\r\n").find((each) => line.test(each));
  if (!found) throw new Error(`no line ${line}`);
  return file.replace(found, found.replace(from, to));
};

const apply = (answer: Awaited<ReturnType<typeof bring>>) =>
  ask("POST", `${base}/changes`, {
    token: scene.boss.token,
    body: { changes: answer.body.changes },
    headers: { "if-match": answer.headers.get("etag") ?? "" },
  });

test("what is exported and brought back changes nothing, for every table and in both formats", async () => {
  for (const table of ["access", "members", "roles"]) {
    const csv = await bring(await exported(`table=${table}`));
    const json = await ask("POST", `${base}/import`, {
      token: scene.boss.token,
      body: await exported(`table=${table}&format=json`),
    });
    for (const { status, body } of [csv, json]) {
      expect(status).toBe(200);
      expect(body.changes).toEqual([]);
      expect(body.report).toMatchObject({ changed: [], refused: [], same: body.report.lines });
      expect(body.report.lines).toBeGreaterThan(0);
    }
  }
});

test("one cell that is another is exactly one change, and applied it is what the file says", async () => {
  const { member } = scene;
  const file = await exported("table=access");
  const line = new RegExp(`^${member.email},.*,view_order,`);
  const answer = await bring(edited(file, line, ",no,", ",yes,"));
  expect(answer.body.changes).toHaveLength(1);
  expect(answer.body.report.changed).toEqual([
    { line: expect.any(Number), column: null, message: `${member.email} gets view_order.` },
  ]);
  expect(await grantsOf(owner, member.memberId)).toEqual(["view_items"]);
  expect((await apply(answer)).status).toBe(200);
  expect(await grantsOf(owner, member.memberId)).toEqual(["view_items", "view_order"]);
  const again = await bring(file);
  expect(again.body.changes).toMatchObject([{ kind: "remove_permission", member_id: member.memberId }]);
});

test("a changed source in a cell that only explains is no change", async () => {
  const file = await exported("table=access");
  const line = new RegExp(`^${scene.boss.email},.*,view_order,`);
  expect(file.split("\r\n").find((each) => line.test(each))).toContain(",no,,Owner,");
  const { body } = await bring(edited(file, line, ",Owner,", ",,"));
  expect(body.changes).toEqual([]);
});

test("an end is brought with the cell, and taken away by emptying it", async () => {
  const file = await exported("table=access");
  const line = new RegExp(`^${scene.member.email},.*,view_items,`);
  const ended = edited(file, line, ",yes,,", ",yes,2099-01-31,");
  const answer = await bring(ended);
  expect(answer.body.changes).toMatchObject([{ expires_at: "2099-01-31T00:00:00.000Z" }]);
  await apply(answer);
  expect(await exported("table=access")).toContain(",yes,2099-01-31T00:00:00.000Z,");
  expect((await bring(file)).body.changes).toMatchObject([{ kind: "add_permission", expires_at: null }]);
  const untold = `E-mail,Permission,Direct\n${scene.member.email},view_items,yes\n`;
  expect((await bring(untold)).body.changes).toEqual([]);
});

test("every line that cannot be is named with its column, and the others count all the same", async () => {
  const { email } = scene.member;
  const { body } = await bring(
    [
      "E-mail,Permission,Direct,Until",
      `${email},view_order,yes,`,
      "nobody@nowhere.example,view_order,yes,",
      `${scene.stranger.email},view_order,yes,`,
      `${email},no_such,yes,`,
      `${email},view_billing_statement,perhaps,`,
      `${email},view_payment_info,yes,2001-01-01`,
      `${email},edit_payment_info,yes,soon`,
      `${email},VIEW_ORDER,no,`,
    ].join("\r\n"),
  );
  expect(body.changes).toHaveLength(1);
  expect(body.report.refused.map(({ line, column }: never) => [line, column])).toEqual([
    [3, "E-mail"],
    [4, "E-mail"],
    [5, "Permission"],
    [6, "Direct"],
    [7, "Until"],
    [8, "Until"],
    [9, null],
  ]);
});

test("roles are given and left by the members' table; built-in roles are refused in the roles' table", async () => {
  const { member } = scene;
  const members = await exported("table=members");
  const joined = await bring(edited(members, new RegExp(`^${member.email},.*,Owner,`), ",no,", ",yes,"));
  expect(joined.body.changes).toMatchObject([{ kind: "assign_role", member_id: member.memberId }]);
  const made = await ask("POST", `${base}/roles`, {
    token: scene.boss.token,
    body: { name: "=Packer", level: "ORGANIZATION", permissions: ["view_items"] },
  });
  expect(made.status).toBeLessThan(300);
  const roles = await exported("table=roles");
  expect(roles).toContain("'=Packer");
  const edits = await bring(edited(roles, /^'=Packer,.*,view_order,/, ",no,", ",yes,"));
  expect(edits.body.changes).toMatchObject([{ kind: "edit_role", remove: [] }]);
  expect((await apply(edits)).status).toBe(200);
  const now = await exported("table=roles");
  expect((await bring(now)).body).toMatchObject({ changes: [], report: { refused: [] } });
  const builtIn = await bring(edited(now, /^Owner,.*,view_order,.*yes/, ",yes,", ",no,"));
  expect(builtIn.body.changes).toEqual([]);
  expect(builtIn.body.report.refused[0].message).toContain("built in");
});

test("a line whose role is called otherwise than the role of its id is refused", async () => {
  const members = await exported("table=members");
  const line = new RegExp(`^${scene.member.email},.*,Viewer,`);
  const { body } = await bring(edited(members, line, ",Viewer,", ",Admin,"));
  expect(body.changes).toEqual([]);
  expect(body.report.refused).toMatchObject([{ column: "Role" }]);
  expect(body.report.refused[0].message).toContain("is called “Viewer”, not “Admin”");
});

test("a project's table names the project's people and comes back without a change", async () => {
  const projectId = await makeProject(owner, scene.organizationId);
  const place = { organizationId: scene.organizationId, projectId };
  const person = await makeMember(owner, place, { permissions: ["CAN_VIEW_DATA"] });
  const file = await exported(`table=access&project_id=${projectId}`);
  expect(file).toContain(`${person.email},`);
  expect(file).not.toContain(scene.boss.email);
  expect((await bring(file, `?project_id=${projectId}`)).body).toMatchObject({
    changes: [],
    report: { refused: [] },
  });
  const line = new RegExp(`^${person.email},.*,CAN_VIEW_DATA,`);
  const { body } = await bring(edited(file, line, ",yes,", ",no,"), `?project_id=${projectId}`);
  expect(body.changes).toMatchObject([{ kind: "remove_permission", member_id: person.memberId }]);
});

test("another organization's project is not found under this one, neither to export nor to import", async () => {
  const projectId = await makeProject(owner, scene.foreignId);
  const foreign = `/organizations/${scene.organizationId}`;
  const { token } = scene.stranger;
  const out = await ask("GET", `${foreign}/export?project_id=${projectId}&format=json`, { token });
  const back = await ask("POST", `${foreign}/import?project_id=${projectId}`, {
    token,
    body: { table: "access", lines: [] },
  });
  expect([out.status, back.status]).toEqual([404, 404]);
});

test("who may not read people gets neither, and a file that is too much is refused", async () => {
  const { token } = scene.member;
  expect((await ask("GET", `${base}/export`, { token })).status).toBe(403);
  expect((await bring("E-mail,Permission,Direct\na,b,yes\n", "", token)).status).toBe(403);
  expect((await bring(`E-mail,Permission,Direct\n${"x".repeat(9_000_000)}`)).status).toBe(413);
  expect((await bring("E-mail;Right\n")).body.detail[0].msg).toContain("needs these columns");
});

test("a file that has moved on meanwhile is not applied", async () => {
  const file = await exported("table=access");
  const line = new RegExp(`^${scene.member.email},.*,view_order,`);
  const answer = await bring(edited(file, line, ",no,", ",yes,"));
  await ask("PUT", `${base}/settings`, { token: scene.boss.token, body: { granting: "RELAXED" } });
  expect((await apply(answer)).status).toBe(412);
});

test("an organization's catalogue goes out with what each permission implies, and does not come back there", async () => {
  const file = await exported("table=catalogue");
  expect(file).toContain(
    "Permission,Name,Description,Group,Level,Visible to,Implies,Gated,Administrative,Default",
  );
  const kept: { lines: { permission: string }[] } = JSON.parse(await exported("table=catalogue&format=json"));
  const { body } = await ask("GET", `${base}/permissions`, { token: scene.boss.token });
  expect(kept.lines.map(({ permission }) => permission)).toEqual(
    body.map(({ name }: { name: string }) => name),
  );
  expect((await bring(file)).status).toBe(409);
});
