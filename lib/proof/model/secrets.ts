import { randomUUID } from "node:crypto";
import { hashSecret } from "@/lib/store/secret";
import { at, type Step } from "./act";
import * as oracle from "./oracle";
import * as ways from "./ways";
import { meet, type World } from "./world";

/** What makes, uses or ends a secret: invitations and tokens. */
export const SECRET_STEPS: Readonly<Record<string, Step>> = {
  invite: async ({ world, way, permission, role }) => {
    // The exchange invites nobody, and whoever joins the system has an account.
    if (world.level.name === "SYSTEM") return undefined;
    const email = `${randomUUID()}@elsewhere.example`;
    const named = way === "family" ? undefined : role;
    const { heard, secret } = await ways.inviteStranger(world, way, email, permission, named);
    const { rows } = await world.owner.query<{ id: string }>("select id from person where email = $1", [
      email,
    ]);
    const member = await meet(world, rows[0]?.id ?? "");
    world.secrets.set(member, secret ?? (await knownSecret(world, member)));
    oracle.join(
      world.model,
      member,
      { status: "INVITED" },
      [permission.name, ...world.defaults],
      named ? [named] : [],
    );
    return { heard, wanted: "ok" };
  },
  accept: async ({ world, way, act }) => {
    const member = at(waiting(world), act.who);
    if (!member) return undefined;
    const heard = await ways.takeUp(way, world.secrets.get(member) ?? "");
    return { heard, wanted: oracle.accept(world.model, member) };
  },
  cancel: async ({ world, act, way }) => {
    const member = at(waiting(world), act.who);
    if (!member) return undefined;
    const { rows } = await world.owner.query<{ id: string }>(
      "select id from invitation where membership_id = $1 and status = 'pending'",
      [member],
    );
    const heard = await ways.send(world, way, [{ kind: "cancel-invitation", invitation: rows[0]?.id }]);
    return { heard, wanted: oracle.leave(world.model, member) };
  },
  token: async ({ world, way }) => {
    const name = `Token ${randomUUID()}`;
    const heard = await ways.newToken(world, way, name, [world.level.administers]);
    const { rows } = await world.owner.query<{ id: string }>("select id from api_token where name = $1", [
      name,
    ]);
    world.model.tokens[rows[0]?.id ?? "none"] = [world.level.administers];
    return { heard, wanted: "ok" };
  },
  revoke: async ({ world, act }) => {
    const token = at(Object.keys(world.model.tokens), act.what);
    if (!token) return undefined;
    const heard = await ways.send(world, "console", [{ kind: "revoke-token", token }]);
    delete world.model.tokens[token];
    return { heard, wanted: "ok" };
  },
};

const waiting = ({ model }: World) =>
  Object.entries(model.people).flatMap(([id, { status }]) => (status === "INVITED" ? [id] : []));

/** Where the letter alone has it, the test puts one there that it knows. */
async function knownSecret({ owner }: World, member: string): Promise<string> {
  const secret = randomUUID().replaceAll("-", "");
  await owner.query("update invitation set secret_hash = $2 where membership_id = $1", [
    member,
    hashSecret(secret),
  ]);
  return secret;
}
