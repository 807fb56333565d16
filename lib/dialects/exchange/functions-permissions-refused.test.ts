import { beforeAll, expect, test } from "vitest";
import { SYSTEM_ORGANIZATION } from "@/lib/core/state";
import { useDatabase } from "@/lib/testing/database";
import { addSystemUser, addUser, call, failed, grantsOf, signInAs, type User } from "@/lib/testing/exchange";

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

async function denials() {
  const { rows } = await owner.query(
    "select organization_id, person_id, door, code from access_denial order by id",
  );
  return rows;
}

async function revision(): Promise<number> {
  const { rows } = await owner.query("select revision from organization where id = $1", [
    SYSTEM_ORGANIZATION,
  ]);
  return Number(rows[0].revision);
}

test("Value 0 never grants nor revokes and answers 106; anything but 1 is 100", async () => {
  const user = await addSystemUser(owner, "value@example.com", { permissions: ["Deposit"] });
  const add = (Permission: string, Value: unknown) =>
    call("AddUserPermission", { UserId: user.number, Permission, Value }, asOperator);
  const before = await revision();
  for (const permission of ["Trading", "Deposit"]) {
    const zero = await add(permission, 0);
    expect(zero.status).toBe(200);
    expect(zero.body).toMatchObject({ result: false, errormsg: "Operation Not Supported", errorcode: 106 });
  }
  for (const value of [2, -1, "1", 1.5, true, null, [1]]) {
    expect((await add("Trading", value)).body).toMatchObject({
      result: false,
      errormsg: "Invalid Request",
      errorcode: 100,
    });
  }
  expect(await grantsOf(owner, user)).toEqual(["Deposit"]);
  expect(await revision()).toBe(before);
});

test.each([
  ["an unknown permission", (id: number) => ({ UserId: id, Permission: "Tradings" }), 100],
  ["a permission of another level", (id: number) => ({ UserId: id, Permission: "view_order" }), 100],
  ["an empty permission", (id: number) => ({ UserId: id, Permission: "" }), 100],
  ["no permission", (id: number) => ({ UserId: id }), 100],
  ["no user", () => ({ Permission: "Trading" }), 100],
  ["a user in quotes", (id: number) => ({ UserId: String(id), Permission: "Trading" }), 100],
  ["half a user", () => ({ UserId: 1.5, Permission: "Trading" }), 100],
  ["an integer that no user can have", () => ({ UserId: 4_000_000_000, Permission: "Trading" }), 100],
  ["an unknown user", () => ({ UserId: 999_999, Permission: "Trading" }), 104],
  ["a negative user", () => ({ UserId: -1, Permission: "Trading" }), 104],
  ["text that cannot be stored", (id: number) => ({ UserId: id, Permission: "Tra\u0000ding" }), 100],
  ["a list", () => [1], 100],
  ["null", () => "null", 100],
  ["half a JSON", () => '{"UserId":', 100],
])("%s changes nothing and is said in the standard object", async (_, payload, code) => {
  const before = await revision();
  for (const name of ["AddUserPermission", "RevokeUserPermission"]) {
    const response = await call(name, payload(plain.number), asOperator);
    expect(response.status).toBe(200);
    expect(response.body).toEqual({ ...failed(code), detail: expect.any(String) });
  }
  expect(await revision()).toBe(before);
});

test("who is no operator is answered 20, whether the user exists or not, and his attempts are kept", async () => {
  const trader = await addSystemUser(owner, "trader@example.com", { role: "Trader" });
  const asTrader = await signInAs(trader);
  const earlier = (await denials()).length;
  for (const UserId of [operator.number, 999_999]) {
    expect(
      (await call("AddUserPermission", { UserId, Permission: "Trading", Value: 1 }, asTrader)).body,
    ).toEqual(failed(20, "You need Operator for this."));
    expect((await call("RevokeUserPermission", { UserId, Permission: "Trading" }, asPlain)).body).toEqual(
      failed(20, "This is for operators."),
    );
    expect((await call("GetUserPermissions", { UserId }, asTrader)).body).toMatchObject(
      failed(20, "You need Operator for this."),
    );
  }
  expect((await call("GetAvailablePermissionList", {}, asTrader)).body).toMatchObject({ errorcode: 20 });
  const kept = (await denials()).slice(earlier);
  expect(kept).toHaveLength(7);
  expect(kept[0]).toEqual({
    organization_id: SYSTEM_ORGANIZATION,
    person_id: trader.id,
    door: "exchange",
    code: "not-allowed",
  });
  expect(kept[1]).toEqual({
    organization_id: SYSTEM_ORGANIZATION,
    person_id: plain.id,
    door: "exchange",
    code: "not-found",
  });
});
