import { handle } from "@/lib/dialects/crux/family";
import { type Door, hearing, type Named, type Target } from "./door";
import { ORGANIZATION } from "./level";
import { sending } from "./send";

const send = sending(handle, "/api/organizations");
const path = ({ memberId }: Target) => `/users/permissions/${memberId}/`;
const uuids = (what: readonly Named[]) => ({ permission_uuids: what.map(({ id }) => id) });

interface Assignments {
  readonly permissions: readonly {
    readonly assigned: boolean;
    readonly permission: { readonly name: string };
  }[];
}

/** Seeds 000 and 001: the organization comes from the token, whatever the target's place is. */
export const crux: Door = {
  title: "crux",
  name: "crux",
  level: ORGANIZATION,
  credential: "token",
  present: async (secret) => ({ authorization: `Token ${secret}` }),
  add: (asker, target, what) => send(asker, "PATCH", path(target), uuids(what)),
  remove: (asker, target, what) => send(asker, "DELETE", path(target), uuids(what)),
  read: (asker, target) => send(asker, "GET", path(target)),
  held: ({ text }) => {
    const { permissions }: Assignments = JSON.parse(text);
    return permissions.flatMap(({ assigned, permission }) => (assigned ? [permission.name] : []));
  },
  heard: hearing([
    [204, /^$/, "ok"],
    [200, /^\{"permissions"/, "ok"],
    [401, /Invalid token/, "unauthenticated"],
    [403, /belong to no organization/, "not-found"],
    [403, /do not have permission/, "not-allowed"],
    [404, /Not found/, "not-found"],
    [422, /There is no permission/, "unknown-permission"],
    [422, /beyond the permissions that you hold/, "above-your-own"],
    [422, /nobody who can change people/, "last-admin"],
    [422, /not a direct permission/, "inherited"],
  ]),
  takesLists: true,
  onlySets: false,
};
