import { applyChanges, invitePeople, makeToken, takeInvitation, undoRevision } from "@/app/(console)/actions";
import type { Outcome } from "@/lib/core/view";
import { handle as crux } from "@/lib/dialects/crux/family";
import { handle as projects } from "@/lib/dialects/projects/family";
import { handle as v1 } from "@/lib/dialects/v1/family";
import { asking } from "@/lib/testing/ask";
import { inBrowser } from "@/lib/testing/doors/console";
import type { World } from "./world";

/** A change in the browser's words; the same with other names is /api/v1's. */
export type Asked = { readonly kind: string } & Readonly<Record<string, unknown>>;

/** How an act that is no verb of all doors is sent: by our own API, by the console, or by the family's own words. */
export type Way = "v1" | "console" | "family";

/** "ok", or the code of the refusal. */
export type Heard = string;

const askV1 = asking(v1, "/api/v1");
const askCrux = asking(crux, "/api/organizations");
const askProjects = asking(projects, "/api/v1");

const IDS = new Set(["member", "role", "project", "invitation"]);

/** A change as /api/v1 spells it. */
function spelled(change: Asked): Record<string, unknown> {
  const renamed = Object.entries(change).map(([name, value]) =>
    name === "kind"
      ? [name, String(value).replaceAll("-", "_")]
      : [IDS.has(name) ? `${name}_id` : name === "expiresAt" ? "expires_at" : name, value],
  );
  return Object.fromEntries(renamed);
}

const said = ({
  status,
  body,
}: {
  status: number;
  body: { code?: string; refusal?: { code: string } } | null;
}): Heard =>
  status < 300 ? "ok" : (body?.refusal?.code ?? body?.code ?? `status ${status} ${JSON.stringify(body)}`);

const told = (outcome: Outcome<unknown>): Heard => (outcome.ok ? "ok" : outcome.refusal.code);

export async function send(world: World, way: Way, changes: readonly Asked[]): Promise<Heard> {
  const { place, keys } = world;
  if (way === "console") return told(await inBrowser(keys.cookie, () => applyChanges({ ...place, changes })));
  const body = { ...(place.projectId ? { project_id: place.projectId } : {}), changes: changes.map(spelled) };
  return said(
    await askV1("POST", `/organizations/${place.organizationId}/changes`, { token: keys.token, body }),
  );
}

export async function undo(world: World, way: Way, revision: number): Promise<Heard> {
  const { place, keys } = world;
  const { organizationId } = place;
  if (way === "console")
    return told(await inBrowser(keys.cookie, () => undoRevision({ organizationId, revision })));
  return said(
    await askV1("POST", `/organizations/${organizationId}/audit/${revision}/undo`, { token: keys.token }),
  );
}

/** Invites a stranger; the secret that he would be mailed, or null where the way tells nobody. */
export async function inviteStranger(
  world: World,
  way: Way,
  email: string,
  permission: { readonly id: string; readonly name: string },
  role: string | undefined,
): Promise<{ readonly heard: Heard; readonly secret: string | null }> {
  const { place, keys, level } = world;
  const { token } = keys;
  if (way === "console") {
    const person = { person: { email }, projectId: place.projectId ?? null, permissions: [permission.id] };
    const people = [{ ...person, roleIds: role ? [role] : [] }];
    const outcome = await inBrowser(keys.cookie, () =>
      invitePeople({ organizationId: place.organizationId, people }),
    );
    return { heard: told(outcome), secret: outcome.ok ? (outcome.value.links[0]?.token ?? null) : null };
  }
  if (way === "family" && level.name === "ORGANIZATION") {
    const body = { email, first_name: "New", last_name: "Comer", permission_uuids: [permission.id] };
    return { heard: said(await askCrux("POST", "/users/invite/", { token, body })), secret: null };
  }
  if (way === "family" && level.name === "PROJECT") {
    const body = { email, permissions: [permission.name] };
    const path = `/projects/${place.projectId}/invites/invite/`;
    return { heard: said(await askProjects("POST", path, { token, body })), secret: null };
  }
  const body = [
    {
      email,
      project_id: place.projectId ?? null,
      permissions: [permission.id],
      ...(role ? { role_id: role } : {}),
    },
  ];
  const answer = await askV1("POST", `/organizations/${place.organizationId}/invitations`, { token, body });
  return { heard: said(answer), secret: answer.status < 300 ? answer.body[0].token : null };
}

export async function takeUp(way: Way, token: string): Promise<Heard> {
  const password = "correct horse battery";
  if (way === "console") {
    const own = { "sec-fetch-site": "same-origin" };
    return told(await inBrowser(own, () => takeInvitation({ token, password })));
  }
  return said(await askCrux("POST", `/accept-invite/${token}/`, { body: { password } }));
}

export async function newToken(
  { place, keys }: World,
  way: Way,
  name: string,
  permissions: readonly string[],
): Promise<Heard> {
  const { organizationId } = place;
  if (way === "console") {
    const wanted = { name, organizationId, permissions, expiresAt: null };
    return told(await inBrowser(keys.cookie, () => makeToken(wanted)));
  }
  const body = { name, organization_id: organizationId, permissions };
  return said(await askV1("POST", "/api-keys", { token: keys.token, body }));
}

export async function clone({ place, keys }: World, role: string, name: string): Promise<Heard> {
  const path = `/organizations/${place.organizationId}/roles/${role}/duplicate`;
  return said(await askV1("POST", path, { token: keys.token, body: { name } }));
}

const query = ({ place }: World, more: string) =>
  `${more}${place.projectId ? `&project_id=${place.projectId}` : ""}`;

/** A table of the place as a file. */
export async function exported(world: World, table: string): Promise<string> {
  const { place, keys } = world;
  const path = `/api/v1/organizations/${place.organizationId}/export?${query(world, `table=${table}`)}`;
  const headers = { authorization: `Token ${keys.token}` };
  const answer = await v1(new Request(`http://localhost${path}`, { headers }));
  if (answer.status !== 200) throw new Error(`no ${table}: ${await answer.text()}`);
  return answer.text();
}

/** Brings a file back, and applies what it would change at the revision that it was compared with. */
export async function brought(world: World, file: string): Promise<Heard> {
  const { place, keys } = world;
  const path = `/organizations/${place.organizationId}/import?${query(world, "")}`;
  const headers = { "content-type": "text/csv" };
  const read = await askV1("POST", path, { token: keys.token, body: file, headers });
  if (read.status !== 200 || read.body.report.refused.length > 0) return `not read: ${read.text}`;
  if (read.body.changes.length === 0) return "ok";
  const body = { ...(place.projectId ? { project_id: place.projectId } : {}), changes: read.body.changes };
  const pinned = { "if-match": read.headers.get("etag") ?? "" };
  const to = `/organizations/${place.organizationId}/changes`;
  return said(await askV1("POST", to, { token: keys.token, body, headers: pinned }));
}

/** Who may join by his domain; our own API has it among the settings. */
export async function setJoining(
  world: World,
  way: Way,
  role: string | null,
  domain: string,
): Promise<Heard> {
  const { place, keys } = world;
  const joining = role === null ? null : { domains: [domain], role };
  if (way === "console") return send(world, way, [{ kind: "set-joining", joining }]);
  const body = { joining: joining && { domains: joining.domains, role_id: joining.role } };
  return said(
    await askV1("PUT", `/organizations/${place.organizationId}/settings`, { token: keys.token, body }),
  );
}
