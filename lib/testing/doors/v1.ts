import { handle } from "@/lib/dialects/v1/family";
import { type Answer, type Door, type Heard, hearing, type Someone, type Target } from "./door";
import { type Level, ORGANIZATION } from "./level";
import { byToken, sending } from "./send";

const send = sending(handle, "/api/v1");
const member = ({ place, memberId }: Target) => `/organizations/${place.organizationId}/members/${memberId}`;

/** Several changes are one command; a single one has a call of its own. */
function change(asker: Someone, target: Target, kind: string, names: readonly string[]): Promise<Answer> {
  const { organizationId, projectId } = target.place;
  const changes = names.map((permission) => ({ kind, member_id: target.memberId, permission }));
  return send(asker, "POST", `/organizations/${organizationId}/changes`, { project_id: projectId, changes });
}

const hearUnworded = hearing([
  [200, /^/, "ok"],
  [204, /^$/, "ok"],
  [401, /Invalid or expired token/, "unauthenticated"],
  [422, /No such permission here/, "unknown-permission"],
]);

function heard(answer: Answer): Heard {
  const said: { code?: Heard; refusal?: { code: Heard } } = answer.text === "" ? {} : JSON.parse(answer.text);
  return said.refusal?.code ?? said.code ?? hearUnworded(answer);
}

/** Our own API in the style of seed 002, at any level. */
export const v1At = (level: Level): Door => ({
  title: `v1 (${level.name.toLowerCase()})`,
  name: "v1",
  level,
  credential: "token",
  present: byToken,
  add: (asker, target, what) => {
    const [only, ...more] = what.map(({ name }) => name);
    if (only === undefined || more.length > 0)
      return change(
        asker,
        target,
        "add_permission",
        what.map(({ name }) => name),
      );
    return send(asker, "POST", `${member(target)}/permissions`, { permission: only });
  },
  remove: (asker, target, what) => {
    const [only, ...more] = what.map(({ name }) => name);
    if (only === undefined || more.length > 0)
      return change(
        asker,
        target,
        "remove_permission",
        what.map(({ name }) => name),
      );
    return send(asker, "DELETE", `${member(target)}/permissions/${only}`);
  },
  set: (asker, target, what) =>
    send(asker, "PUT", `${member(target)}/permissions`, { permissions: what.map(({ name }) => name) }),
  assign: (asker, target, role) => send(asker, "POST", `${member(target)}/roles`, { role_id: role.id }),
  unassign: (asker, target, role) => send(asker, "DELETE", `${member(target)}/roles/${role.id}`),
  setRole: (asker, target, role) => send(asker, "PUT", `${member(target)}/roles`, { role_ids: [role.id] }),
  read: (asker, target) => send(asker, "GET", member(target)),
  held: ({ text }) => {
    const { access }: { access: readonly { readonly name: string }[] } = JSON.parse(text);
    return access.map(({ name }) => name);
  },
  heard,
  takesLists: true,
  onlySets: false,
});

/** Seed 002's own call: the person by his id, the organization twice. */
export const v1OfSeed002: Door = {
  ...v1At(ORGANIZATION),
  title: "v1 (seed 002)",
  setRole: (asker, { place, personId }, role) => {
    const { organizationId } = place;
    const body = { user_id: personId, organization_id: organizationId, role_id: role.id };
    return send(asker, "PUT", `/organizations/${organizationId}/users/roles`, body);
  },
};
