import { encode } from "next-auth/jwt";
import { applying, effectiveAccess } from "@/lib/core/access";
import { indexCatalogue } from "@/lib/core/permission";
import type { Outcome, PeopleView } from "@/lib/core/view";
import { handle } from "@/lib/dialects/console/family";
import { env } from "@/lib/env";
import { callAction, inRequest } from "../actions";
import { type Answer, type Door, type Heard, hearing, type Named, type Someone, type Target } from "./door";
import type { Level } from "./level";
import { sending } from "./send";

const send = sending(handle, "/api/console");

/** Calls a server action as a browser with these headers does; what it returns is all that the browser gets. */
export function inBrowser<T>(headers: Readonly<Record<string, string>>, run: () => Promise<T>): Promise<T> {
  return inRequest(new Headers({ ...headers, "x-request-id": "scenario" }), run);
}

async function act(asker: Someone, { place }: Target, changes: readonly object[]): Promise<Answer> {
  const headers = new Headers({ ...asker.headers, "x-request-id": "scenario" });
  const body = JSON.stringify({ ...place, changes });
  const answer = await callAction(
    "applyChanges",
    new Request("http://localhost/", { method: "POST", headers, body }),
  );
  return { status: 200, text: await answer.text(), headers: "" };
}

const each = (kind: string, { memberId }: Target, what: readonly Named[]) =>
  what.map(({ id }) => ({ kind, member: memberId, permission: id }));

const hearRead = hearing([
  [200, /^\{"revision"/, "ok"],
  [401, /unauthenticated/, "unauthenticated"],
]);

function heard(answer: Answer): Heard {
  const said: Partial<Outcome<unknown>> = JSON.parse(answer.text);
  if (said.ok) return "ok";
  if ("signedOut" in said) return "unauthenticated";
  return "refusal" in said && said.refusal ? said.refusal.code : hearRead(answer);
}

/** The console: its server action writes, its route handlers read, and the browser explains with the core. */
export const consoleAt = (level: Level): Door => ({
  title: `console (${level.name.toLowerCase()})`,
  name: "console",
  level,
  credential: "CONSOLE",
  present: async (secret) => ({
    cookie: `session=${await encode({ token: { secret }, secret: env().NEXTAUTH_SECRET })}`,
    "sec-fetch-site": "same-origin",
  }),
  add: (asker, target, what) => act(asker, target, each("add-permission", target, what)),
  remove: (asker, target, what) => act(asker, target, each("remove-permission", target, what)),
  assign: (asker, target, { id }) =>
    act(asker, target, [{ kind: "assign-role", member: target.memberId, role: id }]),
  unassign: (asker, target, { id }) =>
    act(asker, target, [{ kind: "unassign-role", member: target.memberId, role: id }]),
  read: (asker, target) => {
    const { organizationId, projectId } = target.place;
    const query = new URLSearchParams({ member: target.memberId, ...(projectId && { project: projectId }) });
    return send(asker, "GET", `/organizations/${organizationId}/people?${query}`);
  },
  held: ({ text }, { memberId }) => {
    const view: PeopleView = JSON.parse(text);
    const member = view.members.find(({ id }) => id === memberId);
    if (!member) return [];
    const catalogue = indexCatalogue(view.permissions);
    const rows = applying([...view.members, ...view.above], member.person.id, member.projectId);
    const roles = new Map(view.roles.map((role) => [role.id, role]));
    const access = effectiveAccess(rows, roles, catalogue, member.level);
    return [...access.keys()].flatMap((id) => catalogue.byId.get(id)?.name ?? []);
  },
  heard,
  takesLists: true,
  onlySets: false,
});
