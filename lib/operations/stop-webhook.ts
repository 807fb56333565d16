import "server-only";
import { randomUUID } from "node:crypto";
import type { Principal } from "@/lib/core/principal";
import { changeAccess } from "./change-access";

/** Nobody: the audit names the product itself. */
const DELIVERIES: Omit<Principal, "requestId"> = {
  personId: "00000000-0000-0000-0000-000000000000",
  label: "Grantdesk",
  door: "system",
  credential: { kind: "session", id: "00000000-0000-0000-0000-000000000000" },
  organizationId: null,
  narrowedTo: null,
};

/** Pauses a webhook that has accepted nothing for days, as an event in its organization's audit. */
export async function stopWebhook(organizationId: string, webhook: string): Promise<void> {
  const principal = { ...DELIVERIES, requestId: randomUUID() };
  await changeAccess(principal, { organizationId, changes: [{ kind: "stop-webhook", webhook }] });
}
