import { useQueryClient } from "@tanstack/react-query";
import { sayRefusal, settled } from "@/components/data/use-write";
import { toast } from "@/components/ui/toast";
import type { Outcome } from "@/lib/core/view";

export type Manage = (input: unknown) => Promise<Outcome<{ readonly secret: string | null }>>;

/** Does one act upon a webhook, says what came of it, and asks again for what is on screen. */
export function useManage(organizationId: string, manage: Manage) {
  const client = useQueryClient();
  return async (act: Readonly<Record<string, unknown>>, done?: string) => {
    const outcome = await settled(manage({ organizationId, ...act }));
    if (!outcome.ok && done !== undefined) sayRefusal(outcome);
    if (outcome.ok && done !== undefined) toast.success(done);
    await client.invalidateQueries({ queryKey: ["organization", organizationId] });
    return outcome;
  };
}
