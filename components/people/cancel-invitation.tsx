"use client";
import { useQueryClient } from "@tanstack/react-query";
import { Confirm } from "@/components/ui/confirm";
import { toast } from "@/components/ui/toast";
import type { InvitationView } from "@/lib/core/view";
import { call } from "./call";
import { usePeople } from "./context";

interface CancelProps {
  readonly invitation: InvitationView;
  readonly onClose: () => void;
}

/** There is no way back from it but a new invitation, so it asks. */
export function CancelInvitation({ invitation, onClose }: CancelProps) {
  const client = useQueryClient();
  const { organizationId, actions } = usePeople();
  const cancel = async () => {
    const changes = [{ kind: "cancel-invitation", invitation: invitation.id }];
    const outcome = await call(actions.applyChanges, { organizationId, changes });
    if (outcome.ok) toast.success(`The invitation of ${invitation.email} is cancelled.`);
    else toast.error(outcome.refusal.message);
    await client.invalidateQueries({ queryKey: ["organization", organizationId] });
  };
  return (
    <Confirm
      open
      onOpenChange={(open) => open || onClose()}
      title="Cancel this invitation?"
      description={`${invitation.email} can no longer accept it. To let them in later, invite them again.`}
      act="Cancel the invitation"
      onConfirm={cancel}
    />
  );
}
