import { beforeAll, expect, test } from "vitest";
import { SYSTEM_ORGANIZATION } from "@/lib/core/state";
import { useDatabase } from "@/lib/testing/database";
import {
  addSystemUser,
  addUser,
  auditOf,
  call,
  callByGet,
  DONE,
  failed,
  grantsOf,
  signInAs,
  type User,
} from "@/lib/testing/exchange";

const { owner } = useDatabase("base");

let operator: User;
let plain: User;
let asOperator: string;
let asPlain: string;

beforeAll(async () => {
  operator = await addSystemUser(owner, "operator@example.com", { role: "Operator" });
  plain = await addUser(owner, "plain@example.com");
  asOperator = await signInAs(operator);
  asPlain = await signInAs(plain);
});

async function revision(): Promise<number> {
  const { rows } = await owner.query("select revision from organization where id = $1", [
    SYSTEM_ORGANIZATION,
  ]);
  return Number(rows[0].revision);
}

test("the seed's sample grants: who has nothing yet joins with the defaults, and the audit names the door", async () => {
  const user = await addUser(owner, "seed@example.com");
  const before = (await auditOf(owner)).length;
  const response = await call(
    "AddUserPermission",
    { UserId: user.number, Permission: "MarketMaker", Value: 1 },
    asOperator,
  );
  expect(response.status).toBe(200);
  expect(response.text).toBe('{"result":true,"errormsg":null,"errorcode":0,"detail":null}');
  expect(response.headers.get("content-type")).toBe("application/json");
  expect(response.headers.get("cache-control")).toBe("private, no-store");
  expect(await grantsOf(owner, user)).toEqual(["Deposit", "MarketMaker", "Trading", "Withdraw"]);
  const written = (await auditOf(owner)).slice(before);
  expect(written.map(({ kind, permission_name }) => [kind, permission_name])).toEqual([
    ["member.added", null],
    ["permission.added", "Deposit"],
    ["permission.added", "MarketMaker"],
    ["permission.added", "Trading"],
    ["permission.added", "Withdraw"],
  ]);
  expect(
    written.every(
      (event) => event.door === "exchange" && event.actor_id === operator.id && event.person_id === user.id,
    ),
  ).toBe(true);
});

test("granting what is held and revoking what is not held are successes that record nothing", async () => {
  const user = await addSystemUser(owner, "held@example.com", { permissions: ["Trading"] });
  const before = await revision();
  expect(
    (await call("AddUserPermission", { UserId: user.number, Permission: "Trading" }, asOperator)).body,
  ).toEqual(DONE);
  expect(
    (await call("RevokeUserPermission", { UserId: user.number, Permission: "Withdraw" }, asOperator)).body,
  ).toEqual(DONE);
  expect(await revision()).toBe(before);
  expect(await grantsOf(owner, user)).toEqual(["Trading"]);
});

test("a revoked permission is gone from PostgreSQL and stands in the audit", async () => {
  const user = await addSystemUser(owner, "revoked@example.com", { permissions: ["Trading", "Deposit"] });
  expect(
    (await call("RevokeUserPermission", { UserId: user.number, Permission: "trading" }, asOperator)).body,
  ).toEqual(DONE);
  expect(await grantsOf(owner, user)).toEqual(["Deposit"]);
  expect((await auditOf(owner)).at(-1)).toMatchObject({
    kind: "permission.removed",
    permission_name: "Trading",
    person_id: user.id,
    door: "exchange",
  });
});

test("revoking from someone outside the system makes him no member, and still knows the permissions", async () => {
  const user = await addUser(owner, "outsider@example.com");
  const before = await revision();
  expect(
    (await call("RevokeUserPermission", { UserId: user.number, Permission: "Trading" }, asOperator)).body,
  ).toEqual(DONE);
  expect(
    (await call("RevokeUserPermission", { UserId: user.number, Permission: "Tradings" }, asOperator)).body,
  ).toEqual(failed(100, "No such permission here: Tradings."));
  expect((await owner.query("select from membership where person_id = $1", [user.id])).rowCount).toBe(0);
  expect(await revision()).toBe(before);
});

test("what comes by a role cannot be revoked as a permission, and the answer says why", async () => {
  const response = await call(
    "RevokeUserPermission",
    { UserId: operator.number, Permission: "Operator" },
    asOperator,
  );
  expect(response.body).toEqual(
    failed(101, "Operator is not a direct permission here; it comes from the role Operator."),
  );
});

test("functions, keys and permission names are matched in any case; the name is stored in its canonical one", async () => {
  const user = await addSystemUser(owner, "case@example.com", {});
  for (const name of ["adduserpermission", "ADDUSERPERMISSION", "addUserPermission/"]) {
    expect(
      (await call(name, { userid: user.number, PERMISSION: "marketMAKER", value: 1 }, asOperator)).body,
    ).toEqual(DONE);
  }
  expect((await call("GetUserPermissions", { uSeRiD: user.number }, asOperator)).text).toBe(
    '["MarketMaker"]',
  );
  const twice = await call(
    "AddUserPermission",
    { UserId: plain.number, userid: user.number, Permission: "Trading" },
    asOperator,
  );
  expect(twice.body).toMatchObject(failed(100, "UserId: Given twice"));
});

test("GET with a query does the same, its digits being numbers", async () => {
  const user = await addSystemUser(owner, "query@example.com", {});
  expect(
    (await callByGet("AddUserPermission", `?userid=${user.number}&Permission=Deposit&Value=1`, asOperator))
      .body,
  ).toEqual(DONE);
  expect((await callByGet("GetUserPermissions", `?UserId=${user.number}`, asOperator)).body).toEqual([
    "Deposit",
  ]);
  expect(
    (await callByGet("AddUserPermission", `?UserId=${user.number}&Permission=Trading&Value=0`, asOperator))
      .body,
  ).toMatchObject({ errorcode: 106 });
  expect(
    (await callByGet("AddUserPermission", "?UserId=one&Permission=Trading", asOperator)).body,
  ).toMatchObject({ errorcode: 100 });
  expect(
    (await callByGet("AddUserPermission", "?UserId=1&UserId=2&Permission=Trading", asOperator)).body,
  ).toMatchObject({ errorcode: 100 });
  expect(await grantsOf(owner, user)).toEqual(["Deposit"]);
});

test("everyone sees his own permissions: in effect and sorted, none for who is not in the system", async () => {
  const trader = await addSystemUser(owner, "own@example.com", {
    role: "Trader",
    permissions: ["MarketMaker"],
  });
  expect((await call("GetUserPermissions", { UserId: trader.number }, await signInAs(trader))).text).toBe(
    '["Deposit","MarketMaker","Trading","Withdraw"]',
  );
  expect((await call("GetUserPermissions", { UserId: plain.number }, asPlain)).text).toBe("[]");
  expect((await call("GetUserPermissions", { UserId: operator.number }, asOperator)).body).toEqual([
    "AdminUI",
    "Operator",
  ]);
  await owner.query("update membership set status = 'SUSPENDED' where person_id = $1", [trader.id]);
  expect((await call("GetUserPermissions", { UserId: trader.number }, asOperator)).body).toEqual([]);
});

test("the list of permissions is the system's catalogue, sorted, under both spellings", async () => {
  const { rows } = await owner.query("select name from permission where level = 'SYSTEM'");
  const permissionList = rows.map(({ name }) => name).sort();
  for (const name of ["GetAvailablePermissionList", "GetAvailablePermissionsList"]) {
    expect((await call(name, {}, asOperator)).body).toEqual({ permissionList });
    expect((await call(name, undefined, asOperator)).body).toEqual({ permissionList });
  }
});

test("several grants to a newcomer at the same moment all arrive", async () => {
  const user = await addUser(owner, "busy@example.com");
  const names = ["MarketMaker", "AccountReadOnly", "Level1MarketData", "Level2MarketData"];
  const answers = await Promise.all(
    names.map((Permission) => call("AddUserPermission", { UserId: user.number, Permission }, asOperator)),
  );
  expect(answers.map(({ body }) => body)).toEqual(names.map(() => DONE));
  expect(await grantsOf(owner, user)).toEqual([...names, "Deposit", "Trading", "Withdraw"].sort());
});
