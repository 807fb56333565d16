import "server-only";
import { z } from "zod";
import { normalizeEmail } from "@/lib/operations/list-members";
import { type Anyone, findAnyone, listLocked } from "@/lib/operations/support";
import { forceLogoffByEmail, unlockByNumber } from "@/lib/operations/system-people";
import { answer, fail, standardSchema } from "./answers";
import { type GatewayFunction, gatewayFunction } from "./function";

const userInfo = z
  .object({
    UserId: z.int32(),
    UserName: z.string(),
    Email: z.string(),
    EmailVerified: z.boolean(),
    AccountId: z.int32(),
    DateTimeCreated: z.iso.datetime(),
    Use2FA: z.boolean(),
    Locked: z.boolean(),
    LockedTime: z.iso.datetime().nullable(),
    NumberOfFailedAttempt: z.int32(),
  })
  .meta({ id: "ExchangeUserInfo" });

const lockedUser = z
  .object({
    userId: z.int32(),
    userName: z.string(),
    email: z.string(),
    lockedDateTime: z.iso.datetime().nullable(),
  })
  .meta({ id: "ExchangeLockedUser" });

export const userFunctions: readonly GatewayFunction[] = [
  gatewayFunction({
    auth: "principal",
    name: "GetUserInfo",
    summary: "A user by number or by name; everyone may ask for himself",
    needs: "Operator",
    payload: z.object({ UserId: z.int32().optional(), UserName: z.string().optional() }),
    answer: userInfo,
    run: async ({ UserId, UserName }, principal) => {
      if (UserId !== undefined) return answer(await findAnyone(principal, { number: UserId }), render);
      if (UserName === undefined) return fail(100, "Name a UserId or a UserName.");
      return answer(await findAnyone(principal, { email: normalizeEmail(UserName) }), render);
    },
  }),
  gatewayFunction({
    auth: "principal",
    name: "GetLockedUsers",
    summary: "The users who are locked after too many wrong passwords",
    needs: "Operator",
    payload: z.object({}),
    answer: z.array(lockedUser),
    run: async (_, principal) =>
      answer(await listLocked(principal), (people) =>
        people.map(({ number, email, lockedAt }) => ({
          userId: number,
          userName: email,
          email,
          lockedDateTime: lockedAt,
        })),
      ),
  }),
  gatewayFunction({
    auth: "principal",
    name: "UnLockUser",
    summary: "Lets a locked user sign in again",
    needs: "Operator",
    payload: z.object({ UserId: z.int32() }),
    answer: z.boolean(),
    run: async ({ UserId }, principal) => answer(await unlockByNumber(principal, UserId), () => true),
  }),
  gatewayFunction({
    auth: "principal",
    name: "ForceUserLogoff",
    summary: "Ends every session of a user",
    needs: "SUPERUSER",
    payload: z.object({ UserName: z.string() }),
    answer: standardSchema,
    run: async ({ UserName }, principal) => answer(await forceLogoffByEmail(principal, UserName)),
  }),
];

/** There are no accounts and no second factor behind this gateway, and the address is the name. */
function render(person: Anyone): z.output<typeof userInfo> {
  return {
    UserId: person.number,
    UserName: person.email,
    Email: person.email,
    EmailVerified: person.emailVerifiedAt !== null,
    AccountId: 0,
    DateTimeCreated: person.createdAt.toISOString(),
    Use2FA: false,
    Locked: person.lockedAt !== null,
    LockedTime: person.lockedAt?.toISOString() ?? null,
    NumberOfFailedAttempt: person.failedAttempts,
  };
}
