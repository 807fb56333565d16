import { beforeAll, expect, test } from "vitest";
import { useDatabase } from "@/lib/testing/database";
import {
  addSystemUser,
  addUser,
  auditOf,
  call,
  callByGet,
  failed,
  PASSWORD,
  signInAs,
  type User,
} from "@/lib/testing/exchange";

const { owner } = useDatabase("base");

let operator: User;
let user: User;
let asOperator: string;
let asUser: string;

beforeAll(async () => {
  operator = await addSystemUser(owner, "operator@example.com", { role: "Operator" });
  user = await addUser(owner, "user@example.com");
  await owner.query("update person set created_at = '2026-01-02T03:04:05.678Z' where id = $1", [user.id]);
  asOperator = await signInAs(operator);
  asUser = await signInAs(user);
});

test("a user is found by number or by name, by an operator and by himself, with exactly the family's keys", async () => {
  const info = {
    UserId: user.number,
    UserName: "user@example.com",
    Email: "user@example.com",
    EmailVerified: false,
    AccountId: 0,
    DateTimeCreated: "2026-01-02T03:04:05.678Z",
    Use2FA: false,
    Locked: false,
    LockedTime: null,
    NumberOfFailedAttempt: 0,
  };
  const answers = [
    await call("GetUserInfo", { UserId: user.number }, asOperator),
    await call("getuserinfo", { userName: "USER@example.com" }, asOperator),
    await callByGet("GetUserInfo", `?userid=${user.number}`, asOperator),
    await call("GetUserInfo", { UserId: user.number }, asUser),
    await call("GetUserInfo", { UserName: user.email }, asUser),
  ];
  for (const { status, text } of answers) expect([status, text]).toEqual([200, JSON.stringify(info)]);
});

test("another user is for operators: 20 whether he exists or not; to an operator an unknown one is 104", async () => {
  for (const payload of [
    { UserId: operator.number },
    { UserId: 999_999 },
    { UserName: "nobody@example.com" },
  ]) {
    expect((await call("GetUserInfo", payload, asUser)).body).toEqual(failed(20, "This is for operators."));
  }
  expect((await call("GetUserInfo", { UserId: 999_999 }, asOperator)).body).toEqual(
    failed(104, "No such person."),
  );
  expect((await call("GetUserInfo", { UserName: "nobody@example.com" }, asOperator)).body).toMatchObject({
    errorcode: 104,
  });
  for (const payload of [{}, { UserId: "1" }, { UserName: 1 }]) {
    expect((await call("GetUserInfo", payload, asOperator)).body).toMatchObject({ errorcode: 100 });
  }
});

test("who was locked by wrong passwords is listed, unlocked and in again; nothing is recorded of who was not locked", async () => {
  const locked = await addUser(owner, "locked@example.com");
  for (let attempt = 0; attempt < 10; attempt++)
    await call("WebAuthenticateUser", { UserName: locked.email, Password: "wrong" });
  const { rows } = await owner.query("select locked_at from person where id = $1", [locked.id]);
  const lockedDateTime = rows[0].locked_at.toISOString();
  expect((await call("GetLockedUsers", {}, asOperator)).body).toEqual([
    { userId: locked.number, userName: locked.email, email: locked.email, lockedDateTime },
  ]);
  expect((await call("GetUserInfo", { UserId: locked.number }, asOperator)).body).toMatchObject({
    Locked: true,
    LockedTime: lockedDateTime,
    NumberOfFailedAttempt: 10,
  });
  expect(
    (await call("WebAuthenticateUser", { UserName: locked.email, Password: PASSWORD })).body.Authenticated,
  ).toBe(false);

  expect((await call("UnLockUser", { UserId: locked.number }, asOperator)).text).toBe("true");
  const written = await auditOf(owner);
  expect(written.at(-1)).toMatchObject({
    kind: "person.unlocked",
    actor_id: operator.id,
    person_id: locked.id,
    door: "exchange",
  });
  expect((await call("unlockuser", { userid: locked.number }, asOperator)).text).toBe("true");
  expect(await auditOf(owner)).toEqual(written);
  expect((await call("GetLockedUsers", {}, asOperator)).text).toBe("[]");
  expect(await signInAs(locked)).not.toBe("");
});

test("nobody but an operator lists the locked or unlocks, not even himself", async () => {
  await owner.query("update person set locked_at = now() where id = $1", [user.id]);
  expect((await call("GetLockedUsers", {}, asUser)).body).toMatchObject({ errorcode: 20 });
  expect((await call("UnLockUser", { UserId: user.number }, asUser)).body).toMatchObject({
    result: false,
    errorcode: 20,
  });
  expect(
    (await owner.query("select from person where id = $1 and locked_at is not null", [user.id])).rowCount,
  ).toBe(1);
  expect((await call("UnLockUser", { UserId: 999_999 }, asOperator)).body).toMatchObject({ errorcode: 104 });
  expect((await call("UnLockUser", {}, asOperator)).body).toMatchObject({ errorcode: 100 });
});
