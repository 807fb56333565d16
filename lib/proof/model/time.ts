import { randomUUID } from "node:crypto";
import { vi } from "vitest";
import { signInThrough } from "@/lib/identity/single-sign-on";
import { admit } from "@/lib/operations/admit";
import type { Done, Subject } from "./act";
import * as oracle from "./oracle";
import { send } from "./ways";
import { meet } from "./world";

/** Long enough to be written, short enough to be waited for. */
const A_WHILE = 1200;

/** Gives something with an end, and comes back when it is over: then it is held no more, whatever it was before. */
export function untilOver(kind: "add-permission" | "assign-role") {
  return async ({ world, way, target, permission, role }: Subject): Promise<Done> => {
    const { owner, model } = world;
    const { rows } = await owner.query<{ until: Date }>(
      "select date_trunc('milliseconds', now() + make_interval(secs => $1)) as until",
      [A_WHILE / 1000],
    );
    const expiresAt = rows[0]?.until.toISOString();
    const what = kind === "assign-role" ? { role } : { permission: permission.id };
    const heard = await send(world, way, [{ kind, member: target.memberId, ...what, expiresAt }]);
    const over = async () => (await owner.query("select where now() > $1", [expiresAt])).rowCount === 1;
    await vi.waitUntil(over, { timeout: 10_000, interval: 20 });
    const person = model.people[target.memberId];
    (kind === "assign-role" ? person?.roles : person?.direct)?.delete(
      kind === "assign-role" ? role : permission.name,
    );
    return { heard, wanted: "ok" };
  };
}

/** A stranger whose address a provider has proven: he is in where his domain is let in, and nowhere else. */
export async function comeBySignOn({ world }: Subject): Promise<Done> {
  const { model, level, domain } = world;
  if (level.name !== "ORGANIZATION") return undefined;
  const email = `${randomUUID()}@${domain}`;
  const claims = { issuer: "https://login.example.com", subject: randomUUID(), email, emailVerified: true };
  const names = { firstName: "New", lastName: "Comer" };
  const outcome = await signInThrough(
    { ...claims, ...names },
    { requestId: "model", userAgent: null, peer: "model" },
    admit,
  );
  const wanted = model.joining === null ? "uninvited" : "in";
  if (typeof outcome === "string") return { heard: outcome === wanted ? "ok" : outcome, wanted: "ok" };
  if (model.joining === null) return { heard: "in", wanted: "ok" };
  const member = await meet(world, outcome.principal.personId);
  return {
    heard: "ok",
    wanted: oracle.join(model, member, { status: "ACTIVE" }, world.defaults, [model.joining]),
  };
}
