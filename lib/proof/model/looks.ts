import { parse } from "csv-parse/sync";
import { expect } from "vitest";
import { evaluateAccess } from "@/lib/operations/evaluate-access";
import { checkAccess } from "@/lib/operations/explain-access";
import { listMembers } from "@/lib/operations/list-members";
import { verifyAudit } from "@/lib/store/audit";
import { effective, inForce } from "./oracle";
import { replayed } from "./replayed";
import { exported } from "./ways";
import type { World } from "./world";

/** The list, every door's single read, the check, the decision, the files and the audit, replayed, say what the model says. */
export async function everythingAgrees(world: World): Promise<void> {
  await listAgrees(world);
  for (const member of Object.keys(world.model.people)) {
    await readsAgree(world, member);
    await checksAgree(world, member);
  }
  await filesAgree(world);
  expect(await replayed(world)).toEqual(bare(world));
  expect((await verifyAudit(world.place.organizationId)).intact).toBe(true);
}

/** The model as the audit tells it: sets in order. */
function bare({ model }: World) {
  const people = Object.entries(model.people).map(([id, { status, direct, roles }]) => {
    return [id, { status, direct: [...direct].sort(), roles: [...roles].sort() }] as const;
  });
  const roles = Object.entries(model.roles).map(([id, given]) => [id, [...given].sort()] as const);
  const { tokens, joining } = model;
  return { people: Object.fromEntries(people), roles: Object.fromEntries(roles), tokens, joining };
}

const where = ({ place }: World) =>
  place.projectId ? { projectId: place.projectId } : { organizationId: place.organizationId };

async function listAgrees(world: World): Promise<void> {
  const { model, boss } = world;
  const list = await listMembers(boss.principal, where(world), {}, { limit: 100 });
  if (!list.ok) throw new Error(list.refusal.message);
  const shown = list.value.people.flatMap(({ member, held }) =>
    member.person.id === boss.personId
      ? []
      : [[member.id, member.status, [...held].map((id) => world.names.get(id) ?? id).sort()]],
  );
  const wanted = Object.entries(model.people).map(([id, { status }]) => [id, status, effective(model, id)]);
  expect(shown.sort(byFirst)).toEqual(wanted.sort(byFirst));
}

const byFirst = ([a]: readonly unknown[], [b]: readonly unknown[]) => (String(a) < String(b) ? -1 : 1);

async function readsAgree(world: World, member: string): Promise<void> {
  const target = world.targets.get(member);
  for (const [door, boss] of world.bosses) {
    // That family's list of users has those alone who have accepted; its invitations are another list.
    if (door.name === "projects" && world.model.people[member]?.status === "INVITED") continue;
    if (!target) throw new Error("the model knows someone whom nobody has met");
    const held = [...door.held(await door.read(boss, target), target)].sort();
    expect([door.title, held]).toEqual([door.title, effective(world.model, member)]);
  }
}

async function checksAgree(world: World, member: string): Promise<void> {
  const { model, place, boss } = world;
  const who = { personId: world.targets.get(member)?.personId ?? "" };
  const { organizationId, projectId } = place;
  const [shown, now] = [effective(model, member), inForce(model, member)];
  for (const { name } of world.permissions) {
    const checked = await checkAccess(boss.principal, organizationId, { who, projectId, permission: name });
    expect([name, checked.ok && checked.value.sources.length > 0]).toEqual([name, shown.includes(name)]);
    expect([name, checked.ok && checked.value.held]).toEqual([name, now.includes(name)]);
    const decided = await evaluateAccess(boss.principal, where(world), { who, permission: name });
    expect([name, decided.ok && decided.value.held]).toEqual([name, now.includes(name)]);
  }
}

type Line = Readonly<Record<string, string>>;

async function filesAgree(world: World): Promise<void> {
  const { model, targets } = world;
  const read = async (table: string): Promise<Line[]> =>
    parse(await exported(world, table), { columns: true });
  const [access, members, roles] = [await read("access"), await read("members"), await read("roles")];
  const said = (lines: readonly Line[], of: string, what: string) =>
    lines
      .filter((line) => line["E-mail"] === of)
      .map((line) => line[what])
      .sort();
  for (const [member, { direct, roles: own, status }] of Object.entries(model.people)) {
    const email = targets.get(member)?.email ?? "";
    const held = access.filter((line) => isHeld(line, status));
    expect(["access", said(held, email, "Permission")]).toEqual(["access", effective(model, member)]);
    const ticked = access.filter(({ Direct }) => Direct === "yes");
    expect(["direct", said(ticked, email, "Permission")]).toEqual(["direct", [...direct].sort()]);
    const assigned = members.filter(({ Assigned }) => Assigned === "yes");
    expect(["members", said(assigned, email, "Role id")]).toEqual(["members", [...own].sort()]);
    expect(members.find((line) => line["E-mail"] === email)?.Status).toBe(status.toLowerCase());
  }
  for (const [role, given] of Object.entries(model.roles)) {
    const lines = roles.filter((line) => line["Role id"] === role && line.Given === "yes");
    expect(["roles", lines.map(({ Permission }) => Permission).sort()]).toEqual(["roles", [...given].sort()]);
  }
}

/** Whoever is suspended keeps his ticks and holds nothing by them. */
function isHeld(line: Line, status: string): boolean {
  const sources = [line["By role"], line["From above"], line["Implied by"]].some(Boolean);
  return sources || (line.Direct === "yes" && status !== "SUSPENDED");
}
