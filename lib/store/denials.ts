import "server-only";
import type { Principal } from "@/lib/core/principal";
import type { Refusal } from "@/lib/core/refusal";
import { store } from "./database";

/** Keeps who was refused what. Append only, like the audit, but apart: a refusal is no revision. */
export async function recordDenial(
  principal: Principal,
  organizationId: string | null,
  refusal: Refusal,
): Promise<void> {
  const { noun, permissions, memberId } = refusal;
  await store().prisma.accessDenial.create({
    data: {
      organizationId,
      personId: principal.personId,
      door: principal.door,
      requestId: principal.requestId,
      code: refusal.code,
      detail: { noun: noun ?? null, permissions: [...(permissions ?? [])], memberId: memberId ?? null },
    },
    select: { id: true },
  });
}
