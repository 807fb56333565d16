import { beforeAll, expect, test } from "vitest";
import { makeToken } from "@/lib/testing/credentials";
import { useDatabase } from "@/lib/testing/database";
import {
  addSystemUser,
  addUser,
  ask,
  auditOf,
  call,
  callByGet,
  DONE,
  failed,
  PASSWORD,
  signInAs,
  type User,
} from "@/lib/testing/exchange";

const { owner } = useDatabase("base");

const NOBODY = '{"Authenticated":false,"SessionToken":"","UserId":0}';

let operator: User;
let user: User;

beforeAll(async () => {
  operator = await addSystemUser(owner, "operator@example.com", { role: "Operator" });
  user = await addUser(owner, "user@example.com");
});

const basic = (name: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${name}:${password}`).toString("base64")}`,
});

const isIn = async (token: string) =>
  Array.isArray((await call("GetUserPermissions", { UserId: user.number }, token)).body);

test("a session opens with HTTP Basic by POST and GET, and with the name and the password in the payload", async () => {
  const headers = basic(user.email, PASSWORD);
  const answers = [
    await ask("POST", "/Authenticate", { headers }),
    await ask("GET", "/authenticate/", { headers }),
    await ask("POST", "/Authenticate", { headers, body: {} }),
    await call("WebAuthenticateUser", { username: "User@Example.com", PASSWORD }),
    await callByGet(
      "webauthenticateuser",
      `?UserName=${user.email}&Password=${encodeURIComponent(PASSWORD)}`,
    ),
  ];
  for (const { status, body } of answers) {
    expect(status).toBe(200);
    expect(body).toEqual({
      Authenticated: true,
      SessionToken: expect.stringMatching(/^gds_/),
      UserId: user.number,
    });
    expect(await isIn(body.SessionToken)).toBe(true);
  }
  const { rows } = await owner.query(
    "select kind, idle_seconds, count(*)::int from session where person_id = $1 group by 1, 2",
    [user.id],
  );
  expect(rows).toEqual([{ kind: "EXCHANGE", idle_seconds: 3600, count: 5 }]);
});

test("wrong, unknown, unreadable, locked and suspended look the same, and open no session", async () => {
  const locked = await addUser(owner, "locked-out@example.com");
  const suspended = await addUser(owner, "suspended@example.com");
  await owner.query("update person set locked_at = now() where id = $1", [locked.id]);
  await owner.query("update person set suspended_at = now() where id = $1", [suspended.id]);
  const before = (await owner.query("select from session")).rowCount;
  const tries = [
    await call("WebAuthenticateUser", { UserName: user.email, Password: "wrong" }),
    await call("WebAuthenticateUser", { UserName: "nobody@example.com", Password: PASSWORD }),
    await call("WebAuthenticateUser", { UserName: locked.email, Password: PASSWORD }),
    await call("WebAuthenticateUser", { UserName: suspended.email, Password: PASSWORD }),
    await ask("POST", "/Authenticate"),
    await ask("POST", "/Authenticate", { headers: { authorization: "Basic ???" } }),
    await ask("POST", "/Authenticate", { headers: basic("user\u0000@example.com", PASSWORD) }),
    await ask("GET", "/Authenticate", { headers: basic(user.email, "wrong") }),
  ];
  for (const { status, text } of tries) expect([status, text]).toEqual([200, NOBODY]);
  expect((await owner.query("select from session")).rowCount).toBe(before);
  expect((await call("WebAuthenticateUser", { UserName: user.email })).body).toMatchObject({
    errorcode: 100,
  });
});

test("without a token, or with one that is worth nothing, a call is answered 20 before its payload is looked at", async () => {
  const none = await call("AddUserPermission", "{");
  expect([none.status, none.body]).toEqual([
    200,
    failed(20, "Authenticate first, then send the session token as APToken."),
  ]);
  for (const headers of [
    { aptoken: "gds_unknown" },
    { aptoken: "" },
    { authorization: "Token unknown" },
    basic(user.email, PASSWORD),
  ]) {
    const response = await ask("POST", "/GetUserPermissions", { headers, body: { UserId: user.number } });
    expect([response.status, response.body]).toEqual([
      200,
      failed(20, "The session has ended, or the token is not known."),
    ]);
  }
});

test("the session token works as APToken and as Authorization, and APToken stands where both are sent", async () => {
  const token = await signInAs(user);
  const ways = [
    { aptoken: token },
    { authorization: `Token ${token}` },
    { authorization: `Bearer ${token}` },
    { aptoken: token, ...basic(user.email, PASSWORD) },
  ];
  for (const headers of ways) {
    expect(
      (await ask("POST", "/GetUserPermissions", { headers, body: { UserId: user.number } })).body,
    ).toEqual([]);
  }
});

test("a session ends an hour after its last use", async () => {
  const token = await signInAs(user);
  const used = (minutes: number) =>
    owner.query("update session set last_used_at = now() - make_interval(mins => $2) where person_id = $1", [
      user.id,
      minutes,
    ]);
  await used(59);
  expect(await isIn(token)).toBe(true);
  await used(61);
  expect((await call("GetUserPermissions", { UserId: user.number }, token)).body).toMatchObject({
    errorcode: 20,
  });
});

test("LogOut ends this session and no other", async () => {
  const [token, other] = [await signInAs(user), await signInAs(user)];
  expect((await call("LogOut", {}, token)).body).toEqual(DONE);
  expect(await isIn(token)).toBe(false);
  expect((await call("logout", {}, token)).body).toMatchObject({ errorcode: 20 });
  expect(await isIn(other)).toBe(true);
  expect((await callByGet("LogOut", "", other)).body).toEqual(DONE);
  expect(await isIn(other)).toBe(false);
});

test("an API token serves as well, but is not logged out", async () => {
  const token = await makeToken(owner, operator.id);
  expect((await call("GetUserPermissions", { UserId: user.number }, token)).body).toEqual([]);
  expect((await call("LogOut", {}, token)).body).toEqual(
    failed(101, "This is an API token, not a session. Revoke it instead."),
  );
  expect((await call("GetUserPermissions", { UserId: user.number }, token)).body).toEqual([]);
});

test("a token that is bound to another organization does not reach the system", async () => {
  const { rows } = await owner.query(
    "insert into organization (name, kind) values ('Acme', 'RETAILER') returning id",
  );
  await owner.query(
    "insert into membership (person_id, organization_id, organization_level) values ($1, $2, 'ORGANIZATION')",
    [operator.id, rows[0].id],
  );
  const token = await makeToken(owner, operator.id, rows[0].id);
  for (const name of ["AddUserPermission", "GetUserPermissions"]) {
    expect((await call(name, { UserId: operator.number, Permission: "Trading" }, token)).body).toMatchObject({
      errorcode: 20,
    });
  }
});

test("a suspended person is out at the next call", async () => {
  const someone = await addUser(owner, "someone@example.com");
  const token = await signInAs(someone);
  await owner.query("update person set suspended_at = now() where id = $1", [someone.id]);
  expect((await call("GetUserPermissions", { UserId: someone.number }, token)).body).toMatchObject({
    errorcode: 20,
  });
});

test("a SUPERUSER ends every session of a user; an operator may not, and it stands in the audit", async () => {
  const superuser = await addSystemUser(owner, "super@example.com", { permissions: ["SUPERUSER"] });
  const asSuperuser = await signInAs(superuser);
  const asOperator = await signInAs(operator);
  const token = await signInAs(user);
  expect((await call("ForceUserLogoff", { UserName: user.email }, asOperator)).body).toEqual(
    failed(20, "You need SUPERUSER for this."),
  );
  expect((await call("ForceUserLogoff", { UserName: "nobody@example.com" }, asOperator)).body).toMatchObject({
    errorcode: 20,
  });
  expect((await call("ForceUserLogoff", { UserName: user.email }, token)).body).toMatchObject({
    errorcode: 20,
  });
  expect(await isIn(token)).toBe(true);
  expect((await call("ForceUserLogoff", { username: "USER@example.com" }, asSuperuser)).body).toEqual(DONE);
  expect(await isIn(token)).toBe(false);
  expect((await auditOf(owner)).at(-1)).toMatchObject({
    kind: "sessions.revoked",
    actor_id: superuser.id,
    person_id: user.id,
    door: "exchange",
  });
  expect((await call("ForceUserLogoff", { UserName: "nobody@example.com" }, asSuperuser)).body).toMatchObject(
    { errorcode: 104 },
  );
  expect((await call("ForceUserLogoff", {}, asSuperuser)).body).toMatchObject({ errorcode: 100 });
});
