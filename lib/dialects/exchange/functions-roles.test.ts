import { beforeAll, expect, test } from "vitest";
import { useDatabase } from "@/lib/testing/database";
import {
  addSystemUser,
  addUser,
  auditOf,
  call,
  callByGet,
  DONE,
  failed,
  signInAs,
  type User,
} from "@/lib/testing/exchange";

const { owner } = useDatabase("base");

let operator: User;
let user: User;
let asOperator: string;
let operatorRole: number;

beforeAll(async () => {
  operator = await addSystemUser(owner, "operator@example.com", { role: "Operator" });
  user = await addUser(owner, "user@example.com");
  asOperator = await signInAs(operator);
  const { rows } = await owner.query("select number from role where level = 'SYSTEM' and name = 'Operator'");
  operatorRole = rows[0].number;
});

async function makeRole(roleName: string, permissions: readonly string[]): Promise<number> {
  return (await call("AddEditRole", { roleName, permissions }, asOperator)).body.roleId;
}

async function lastKinds(count: number): Promise<unknown[]> {
  return (await auditOf(owner))
    .slice(-count)
    .map(({ kind, permission_name, role_name, door }) => [kind, role_name, permission_name, door]);
}

test("a role is created, read by its integer, and in PostgreSQL with its audit", async () => {
  const created = await call(
    "AddEditRole",
    { roleId: 0, roleName: "Desk", permissions: ["trading", "Deposit"] },
    asOperator,
  );
  const role = { roleId: expect.any(Number), roleName: "Desk", permissions: ["Deposit", "Trading"] };
  expect([created.status, created.body]).toEqual([200, role]);
  expect((await call("GetRole", { roleId: created.body.roleId }, asOperator)).text).toBe(created.text);
  expect((await callByGet("getrole", `?ROLEID=${created.body.roleId}`, asOperator)).text).toBe(created.text);
  const { rows } = await owner.query(
    "select r.name, r.level, array_agg(p.name order by p.name) as permissions from role r join role_permission rp on rp.role_id = r.id join permission p on p.id = rp.permission_id where r.number = $1 group by r.id",
    [created.body.roleId],
  );
  expect(rows).toEqual([{ name: "Desk", level: "SYSTEM", permissions: ["Deposit", "Trading"] }]);
  expect((await lastKinds(3))[0]).toEqual(["role.created", "Desk", null, "exchange"]);
});

test("editing a role sets its name and its permissions, and records just the difference", async () => {
  const roleId = await makeRole("Night desk", ["Trading", "Deposit"]);
  const edited = await call(
    "addeditrole",
    { roleid: roleId, rolename: "Day desk", PERMISSIONS: ["Deposit", "Withdraw"] },
    asOperator,
  );
  expect(edited.body).toEqual({ roleId, roleName: "Day desk", permissions: ["Deposit", "Withdraw"] });
  expect(await lastKinds(3)).toEqual([
    ["role.permission-removed", "Day desk", "Trading", "exchange"],
    ["role.renamed", "Day desk", null, "exchange"],
    ["role.permission-added", "Day desk", "Withdraw", "exchange"],
  ]);
  const written = await auditOf(owner);
  expect(
    (
      await callByGet(
        "AddEditRole",
        `?roleId=${roleId}&roleName=Day%20desk&permissions=Deposit&permissions=Withdraw`,
        asOperator,
      )
    ).body,
  ).toEqual(edited.body);
  expect(await auditOf(owner)).toEqual(written);
  expect(
    (await callByGet("AddEditRole", `?roleId=${roleId}&roleName=Day%20desk&permissions=Deposit`, asOperator))
      .body.permissions,
  ).toEqual(["Deposit"]);
  expect(
    (await call("AddEditRole", { roleId, roleName: "Day desk", permissions: [] }, asOperator)).body
      .permissions,
  ).toEqual([]);
});

test("two who set a role at the same moment leave what one of them sent, not a mixture", async () => {
  const roleId = await makeRole("Contested", []);
  const sets = [
    ["Deposit", "Trading"],
    ["AccountReadOnly", "Withdraw"],
  ];
  const set = (permissions: readonly string[]) =>
    call("AddEditRole", { roleId, roleName: "Contested", permissions }, asOperator);
  for (let round = 0; round < 10; round++) {
    await set([]);
    const answers = await Promise.all(sets.map(set));
    for (const { body } of answers) expect(body.roleId).toBe(roleId);
    expect(sets).toContainEqual((await call("GetRole", { roleId }, asOperator)).body.permissions);
  }
});

test("a role is given to who has nothing yet, held in effect, listed, and taken again; each only once", async () => {
  const roleId = await makeRole("Makers", ["MarketMaker"]);
  const holding = { userId: user.number, userRoleId: roleId };
  expect((await call("GetUserRoles", { userId: user.number }, asOperator)).text).toBe("[]");
  expect((await call("AddUserRole", holding, asOperator)).body).toEqual(DONE);
  expect((await lastKinds(1))[0]).toEqual(["role.assigned", "Makers", null, "exchange"]);
  const written = await auditOf(owner);
  expect((await call("adduserrole", holding, asOperator)).body).toEqual(DONE);
  expect(await auditOf(owner)).toEqual(written);
  expect((await call("GetUserRoles", { userId: user.number }, asOperator)).body).toEqual([
    { roleId, roleName: "Makers", permissions: ["MarketMaker"] },
  ]);
  expect((await call("GetUserPermissions", { UserId: user.number }, asOperator)).body).toContain(
    "MarketMaker",
  );

  expect((await call("RemoveUserRoles", holding, asOperator)).body).toEqual(DONE);
  expect((await lastKinds(1))[0]).toEqual(["role.unassigned", "Makers", null, "exchange"]);
  expect((await call("RemoveUserRoles", holding, asOperator)).body).toEqual(DONE);
  expect((await call("GetUserRoles", { userId: user.number }, asOperator)).text).toBe("[]");
  expect(
    (
      await owner.query("select from role_assignment a join role r on r.id = a.role_id where r.number = $1", [
        roleId,
      ])
    ).rowCount,
  ).toBe(0);
});

test("taking a role from someone outside the system makes him no member", async () => {
  const outsider = await addUser(owner, "outsider@example.com");
  expect(
    (await call("RemoveUserRoles", { userId: outsider.number, userRoleId: operatorRole }, asOperator)).body,
  ).toEqual(DONE);
  expect((await owner.query("select from membership where person_id = $1", [outsider.id])).rowCount).toBe(0);
});

test("all roles are listed by their integers, the built-in ones too", async () => {
  const { body } = await call("GetAllRoles", {}, asOperator);
  const { rows } = await owner.query("select number, name from role where level = 'SYSTEM' order by number");
  expect(
    body.map(({ roleId, roleName }: { roleId: number; roleName: string }) => ({
      number: roleId,
      name: roleName,
    })),
  ).toEqual(rows);
  expect(body).toContainEqual({ roleId: operatorRole, roleName: "Operator", permissions: ["Operator"] });
});

test("a deleted role is gone with its assignments", async () => {
  const roleId = await makeRole("Gone", ["Level1MarketData"]);
  await call("AddUserRole", { userId: user.number, userRoleId: roleId }, asOperator);
  expect((await call("DeleteRole", { id: roleId }, asOperator)).body).toEqual(DONE);
  expect((await owner.query("select from role where number = $1", [roleId])).rowCount).toBe(0);
  expect((await call("GetUserPermissions", { UserId: user.number }, asOperator)).body).not.toContain(
    "Level1MarketData",
  );
  for (const [name, payload] of [
    ["GetRole", { roleId }],
    ["DeleteRole", { Id: roleId }],
    ["AddEditRole", { roleId, roleName: "Back", permissions: [] }],
  ] as const) {
    expect((await call(name, payload, asOperator)).body).toEqual(failed(104, "No such role."));
  }
});

test("built-in roles stand, names are not taken twice, and an unknown permission leaves the role as it was", async () => {
  const roleId = await makeRole("Kept", ["Deposit"]);
  const written = await auditOf(owner);
  expect((await call("DeleteRole", { Id: operatorRole }, asOperator)).body).toMatchObject({ errorcode: 101 });
  expect(
    (await call("AddEditRole", { roleId: operatorRole, roleName: "Operator", permissions: [] }, asOperator))
      .body,
  ).toMatchObject({ errorcode: 101 });
  expect((await call("AddEditRole", { roleName: "kept", permissions: [] }, asOperator)).body).toMatchObject({
    errorcode: 101,
  });
  for (const permissions of [["Trading", "Tradings"], ["view_order"], [""], "Trading", [1], undefined]) {
    for (const id of [roleId, undefined]) {
      expect(
        (await call("AddEditRole", { roleId: id, roleName: "Other", permissions }, asOperator)).body,
      ).toMatchObject({ result: false, errorcode: 100 });
    }
  }
  expect(
    (await call("AddEditRole", { roleId, roleName: " ", permissions: [] }, asOperator)).body,
  ).toMatchObject({ errorcode: 100 });
  expect(await auditOf(owner)).toEqual(written);
});

test("the last operator keeps his role", async () => {
  const response = await call(
    "RemoveUserRoles",
    { userId: operator.number, userRoleId: operatorRole },
    asOperator,
  );
  expect(response.body).toMatchObject({
    errorcode: 101,
    detail: expect.stringContaining("nobody who can change people"),
  });
  expect((await call("GetUserRoles", { userId: operator.number }, asOperator)).body).toHaveLength(1);
});

test.each(["AddUserRole", "RemoveUserRoles"])(
  "%s answers 104 for an unknown user or role, 100 for what is no integer",
  async (name) => {
    expect((await call(name, { userId: 999_999, userRoleId: operatorRole }, asOperator)).body).toMatchObject({
      errorcode: 104,
    });
    expect((await call(name, { userId: user.number, userRoleId: 999_999 }, asOperator)).body).toMatchObject({
      errorcode: 104,
    });
    expect(
      (await call(name, { userId: String(user.number), userRoleId: operatorRole }, asOperator)).body,
    ).toMatchObject({ errorcode: 100 });
  },
);

test("every function of roles is for operators", async () => {
  const asUser = await signInAs(user);
  const written = await auditOf(owner);
  const calls: [string, unknown][] = [
    ["AddEditRole", { roleName: "Mine", permissions: ["Operator"] }],
    ["AddEditRole", { roleId: operatorRole, roleName: "Mine", permissions: [] }],
    ["AddUserRole", { userId: user.number, userRoleId: operatorRole }],
    ["RemoveUserRoles", { userId: operator.number, userRoleId: operatorRole }],
    ["DeleteRole", { Id: operatorRole }],
    ["GetRole", { roleId: operatorRole }],
    ["GetAllRoles", {}],
    ["GetUserRoles", { userId: user.number }],
  ];
  for (const [name, payload] of calls)
    expect((await call(name, payload, asUser)).body).toMatchObject({ result: false, errorcode: 20 });
  expect(await auditOf(owner)).toEqual(written);
});
