import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { openSession } from "@/lib/testing/callers";
import { useDatabase } from "@/lib/testing/database";
import { makeMember, makeOrganization } from "@/lib/testing/fixtures";
import { authAnswer } from "@/lib/web/auth-answer";
import { authOptions, consoleSecret } from "./console-session";

const { owner } = useDatabase("base");

const signedOutBy = () =>
  Response.json({ url: "/sign-in" }, { headers: { "set-cookie": "session=; Max-Age=0; Path=/" } });

test("who cannot be signed out is told so, keeps the cookie, and his session lives until he can", async () => {
  const { personId } = await makeMember(owner, { organizationId: await makeOrganization(owner) });
  const secret = await consoleSecret(await openSession(owner, personId));
  const token = { secret, sub: personId, jti: randomUUID() };
  const ended = async () => {
    const { rows } = await owner.query<{ ended: boolean }>(
      "select revoked_at is not null as ended from session where person_id = $1",
      [personId],
    );
    return rows.map(({ ended: is }) => is);
  };
  const signOut = async () => {
    let cause: unknown;
    const note = (failure: unknown) => {
      cause = failure;
    };
    const { events } = authOptions(new Headers(), async () => false, note);
    await events?.signOut?.({ token, session: { expires: "" } });
    return cause === undefined ? signedOutBy() : authAnswer("signout", signedOutBy(), cause);
  };
  const { rows } = await owner.query<{ name: string }>("select current_database() as name");
  const letIn = (most: number) => owner.query(`alter database ${rows[0]?.name} connection limit ${most}`);
  await letIn(0);
  const refused = await signOut();
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "1"]);
  expect(refused.headers.get("set-cookie")).toBeNull();
  expect((await refused.json()).message).toContain("still signed in");
  await letIn(-1);
  expect(await ended()).toEqual([false]);
  expect((await signOut()).headers.get("set-cookie")).toContain("session=;");
  expect(await ended()).toEqual([true]);
});
