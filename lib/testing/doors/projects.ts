import { handle } from "@/lib/dialects/projects/family";
import { type Answer, type Door, hearing, type Named, type Someone, type Target } from "./door";
import { PROJECT } from "./level";
import { byToken, sending } from "./send";

const send = sending(handle, "/api/v1");
const users = ({ place }: Target) => `/projects/${place.projectId}/users/`;

function set(asker: Someone, target: Target, names: readonly string[]): Promise<Answer> {
  return send(asker, "PATCH", `${users(target)}${target.memberId}/`, { permissions: names });
}

const names = (what: readonly Named[]) => what.map(({ name }) => name);

interface Page {
  readonly results: readonly { readonly id: string; readonly permissions: readonly string[] }[];
}

/** Seed 004: the list replaces what was there, so its clients send what is kept along. */
export const projects: Door = {
  title: "projects",
  name: "projects",
  level: PROJECT,
  credential: "token",
  present: byToken,
  add: (asker, target, what) => set(asker, target, [PROJECT.keeps, ...names(what)]),
  remove: (asker, target) => set(asker, target, [PROJECT.keeps]),
  set: (asker, target, what) => set(asker, target, names(what)),
  read: (asker, target) => send(asker, "GET", `${users(target)}?search=${target.email}`),
  held: ({ text }, { memberId }) => {
    const { results }: Page = JSON.parse(text);
    return results.find(({ id }) => id === memberId)?.permissions ?? [];
  },
  heard: hearing([
    [200, /^\{/, "ok"],
    [401, /Invalid or expired token/, "unauthenticated"],
    [400, /not a valid choice|No such permission/, "unknown-permission"],
    [400, /nobody who can change people/, "last-admin"],
    [403, /You need/, "not-allowed"],
    [403, /where an operator has switched it on/, "gated"],
    [404, /No such/, "not-found"],
  ]),
  takesLists: true,
  onlySets: true,
};
