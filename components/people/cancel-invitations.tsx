"use client";
import { useQueryClient } from "@tanstack/react-query";
import { Confirm } from "@/components/ui/confirm";
import { toast } from "@/components/ui/toast";
import type { InvitationView } from "@/lib/core/view";
import { call } from "./call";
import { usePeople } from "./context";
import { counted, listed } from "./words";

interface CancelProps {
  readonly invitations: readonly InvitationView[];
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** One command for all of them. There is no way back from it but new invitations, so it asks. */
export function CancelInvitations({ invitations, onDone, onClose }: CancelProps) {
  const client = useQueryClient();
  const { organizationId, actions } = usePeople();
  const isOne = invitations.length === 1;
  const emails = listed(invitations.map(({ email }) => email));
  const cancel = async () => {
    const changes = invitations.map(({ id }) => ({ kind: "cancel-invitation", invitation: id }));
    const outcome = await call(actions.applyChanges, { organizationId, changes });
    if (outcome.ok) {
      toast.success(
        isOne
          ? `The invitation of ${emails} is cancelled.`
          : `Cancelled ${counted(changes.length, "invitation")}.`,
      );
      onDone();
    } else toast.error(outcome.refusal.message);
    await client.invalidateQueries({ queryKey: ["organization", organizationId] });
  };
  return (
    <Confirm
      open
      onOpenChange={(open) => open || onClose()}
      title={isOne ? "Cancel this invitation?" : `Cancel ${counted(invitations.length, "invitation")}?`}
      description={`${emails} can no longer accept ${isOne ? "it" : "them"}. To let them in later, invite them again.`}
      act={isOne ? "Cancel the invitation" : "Cancel the invitations"}
      onConfirm={cancel}
    />
  );
}
