import type { z } from "zod";
import type { Principal } from "@/lib/core/principal";
import type { Outcome } from "@/lib/core/view";
import {
  changeWebhook,
  createWebhook,
  deleteWebhook,
  redeliver,
  rotateWebhook,
  testWebhook,
} from "@/lib/operations/webhooks";
import type { webhookAct } from "./input";

/** Hands one act to its operation. Answers the secret where there is a new one. */
export async function actOnWebhook(
  principal: Principal,
  wanted: z.output<typeof webhookAct>,
): Promise<Outcome<string | null>> {
  const { organizationId } = wanted;
  const without = (result: Outcome<unknown>) => (result.ok ? { ok: true as const, value: null } : result);
  const withSecret = (result: Outcome<{ readonly secret: string }>) =>
    result.ok ? { ok: true as const, value: result.value.secret } : result;
  switch (wanted.act) {
    case "create":
      return withSecret(await createWebhook(principal, organizationId, wanted));
    case "edit":
      return without(await changeWebhook(principal, organizationId, wanted.webhook, wanted));
    case "rotate":
      return withSecret(await rotateWebhook(principal, organizationId, wanted.webhook));
    case "pause":
    case "resume":
      return without(
        await changeWebhook(principal, organizationId, wanted.webhook, { paused: wanted.act === "pause" }),
      );
    case "delete":
      return without(await deleteWebhook(principal, organizationId, wanted.webhook));
    case "test":
      return without(await testWebhook(principal, organizationId, wanted.webhook));
    case "redeliver":
      return without(await redeliver(principal, organizationId, wanted.webhook, wanted.delivery));
  }
}
