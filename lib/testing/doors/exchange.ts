import { handle } from "@/lib/dialects/exchange/family";
import { type Answer, type Door, hearing, type Named, type Someone, type Target } from "./door";
import { SYSTEM } from "./level";
import { sending } from "./send";

const send = sending(handle, "/AP");

function call(name: string, asker: Someone, payload: object): Promise<Answer> {
  return send(asker, "POST", `/${name}`, payload);
}

const permission = ({ number }: Target, [what]: readonly Named[]) => ({
  UserId: number,
  Permission: what?.name,
});
const role = ({ number }: Target, { number: userRoleId }: Named) => ({ userId: number, userRoleId });

/** Seed 003: one permission at a time, people by their integers. */
export const exchange: Door = {
  title: "exchange",
  name: "exchange",
  level: SYSTEM,
  credential: "EXCHANGE",
  present: async (secret) => ({ aptoken: secret }),
  add: (asker, target, what) => call("AddUserPermission", asker, { ...permission(target, what), Value: 1 }),
  remove: (asker, target, what) => call("RevokeUserPermission", asker, permission(target, what)),
  assign: (asker, target, what) => call("AddUserRole", asker, role(target, what)),
  unassign: (asker, target, what) => call("RemoveUserRoles", asker, role(target, what)),
  read: (asker, target) => call("GetUserPermissions", asker, { UserId: target.number }),
  held: ({ text }) => JSON.parse(text),
  heard: hearing([
    [200, /^\[/, "ok"],
    [200, /"errorcode":0/, "ok"],
    [200, /"errorcode":20,.*(session has ended|Authenticate first)/, "unauthenticated"],
    [200, /"errorcode":20,.*for operators/, "not-found"],
    [200, /"errorcode":20,.*You need/, "not-allowed"],
    [200, /"errorcode":100,.*No such permission/, "unknown-permission"],
    [200, /"errorcode":101,.*nobody who can change people/, "last-admin"],
    [200, /"errorcode":101,.*not a direct permission/, "inherited"],
    [200, /"errorcode":104,/, "not-found"],
  ]),
  takesLists: false,
  onlySets: false,
};
