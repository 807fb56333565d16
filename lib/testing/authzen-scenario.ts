import type { Pool } from "pg";
import { makeToken } from "./credentials";
import { makeMember, makeOrganization, makeProject } from "./fixtures";

/**
 * The fixture of the standard's certification scenario on our data: its records are projects, `read` is CAN_VIEW_DATA,
 * `write` is CAN_RUN_TASKS. Source: github.com/openid/authzen, certification/authorization-api-1_0-scenario.md, section
 * "Required Fixture". Its Properties levels want decisions that follow what the caller says of someone: not ours.
 */
export async function makeAuthzenScenario(owner: Pool) {
  const organizationId = await makeOrganization(owner);
  const records = [
    await makeProject(owner, organizationId, "record-1"),
    await makeProject(owner, organizationId, "record-2"),
  ] as const;
  const [projectId, otherId] = records;
  const caller = await makeMember(owner, { organizationId }, { permissions: ["edit_org_users"] });
  const alice = await makeMember(
    owner,
    { organizationId, projectId },
    { permissions: ["CAN_VIEW_DATA", "CAN_RUN_TASKS"] },
  );
  const bob = await makeMember(owner, { organizationId, projectId }, { permissions: ["CAN_VIEW_DATA"] });
  await makeMember(owner, { organizationId, projectId: otherId }, { permissions: ["CAN_RUN_TASKS"] });
  const names: Readonly<Record<string, string>> = {
    alice: alice.personId,
    bob: bob.personId,
    record: "project",
    "record-1": projectId,
    "record-2": otherId,
    read: "CAN_VIEW_DATA",
    write: "CAN_RUN_TASKS",
  };
  return {
    organizationId,
    projectId,
    caller,
    alice,
    bob,
    token: await makeToken(owner, caller.personId),
    /** A request of the scenario with our names for its entities. */
    ours: (request: unknown): unknown => translated(request, names),
  };
}

export type AuthzenScenario = Awaited<ReturnType<typeof makeAuthzenScenario>>;

const NAMED: ReadonlySet<string> = new Set(["type", "id", "name"]);

function translated(value: unknown, names: Readonly<Record<string, string>>, key = ""): unknown {
  if (typeof value === "string") return NAMED.has(key) ? (names[value] ?? value) : value;
  if (Array.isArray(value)) return value.map((each) => translated(each, names));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, translated(each, names, name)]),
  );
}

/** The parts that the scenario's requests are made of. */
export const user = (id: string) => ({ type: "user", id });
export const record = (id: string) => ({ type: "record", id });
export const doing = (name: string) => ({ name });
export const A_CONTEXT = { time: "2025-06-27T18:03-07:00", ip: "192.168.1.1" };
