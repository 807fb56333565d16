import { randomUUID } from "node:crypto";
import { encode } from "next-auth/jwt";
import type { Pool } from "pg";
import type { Principal } from "@/lib/core/principal";
import { SYSTEM_ORGANIZATION } from "@/lib/core/state";
import { principalOfSecret } from "@/lib/identity/credential";
import { startViewing } from "@/lib/operations/view-as";
import { hashSecret } from "@/lib/store/secret";
import { insertSession } from "@/lib/store/sessions";
import { type FixtureMember, makeMember, makeOrganization, makeProject } from "./fixtures";

export interface ViewScene {
  readonly organizationId: string;
  readonly projectId: string;
  readonly person: FixtureMember;
  readonly other: FixtureMember;
  readonly operator: FixtureMember;
  readonly secret: string;
  /** Who the operator's session is now. */
  readonly now: () => Promise<Principal>;
}

/** An organization with two people, and an operator with a session of the console. */
export async function makeViewScene(owner: Pool): Promise<ViewScene> {
  const organizationId = await makeOrganization(owner);
  const projectId = await makeProject(owner, organizationId);
  const person = await makeMember(owner, { organizationId }, { role: "Owner" });
  const other = await makeMember(owner, { organizationId });
  const place = { organizationId: SYSTEM_ORGANIZATION };
  const operator = await makeMember(owner, place, { permissions: ["Operator", "SUPERUSER"] });
  const secret = `gds_${randomUUID()}`;
  await insertSession({
    kind: "CONSOLE",
    secretHash: hashSecret(secret),
    personId: operator.personId,
    organizationId: null,
    userAgent: null,
    lifetimeSeconds: 3600,
    idleSeconds: null,
  });
  const now = async () => {
    const principal = await principalOfSecret(secret, "console", "test");
    if (!principal) throw new Error("the session is worth nothing");
    return principal;
  };
  return { organizationId, projectId, person, other, operator, secret, now };
}

/** The operator begins to view as the person. */
export async function view(scene: ViewScene): Promise<Principal> {
  const started = await startViewing(await scene.now(), scene.person.personId, "ticket 4711");
  if (!started.ok) throw new Error(started.refusal.message);
  return scene.now();
}

/** Everything that a write could leave, but for traces of reading. */
export async function trace(owner: Pool): Promise<unknown> {
  const { rows } = await owner.query(
    `select (select count(*) from audit_event) as events, (select sum(revision) from organization) as revisions,
      (select count(*) from organization) as organizations, (select count(*) from membership) as memberships,
      (select count(*) from session where revoked_at is not null) as ended, (select count(*) from api_token) as tokens,
      (select count(*) from person where default_organization_id is not null) as homes, (select count(*) from view_as) as views`,
  );
  return rows[0];
}

/** What the operator's browser sends with a request of its own page. */
export async function cookieOf({ secret }: ViewScene): Promise<Record<string, string>> {
  const token = await encode({ token: { secret }, secret: process.env.NEXTAUTH_SECRET ?? "" });
  return { cookie: `session=${token}`, "sec-fetch-site": "same-origin" };
}
