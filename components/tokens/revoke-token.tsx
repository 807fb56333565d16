"use client";
import { sayRefusal, useWrite } from "@/components/data/use-write";
import type { WriteActions } from "@/components/data/wanted";
import { Confirm } from "@/components/ui/confirm";
import type { TokenView } from "@/lib/core/view";

interface RevokeTokenProps {
  readonly token: TokenView | null;
  readonly organizationId: string;
  readonly actions: WriteActions;
  readonly onClose: () => void;
}

/** There is no way back from it, so it asks. */
export function RevokeToken({ token, organizationId, actions, onClose }: RevokeTokenProps) {
  const write = useWrite(organizationId, actions);
  const name = token?.name ?? token?.redacted ?? "";
  const revoke = async () => {
    if (!token) return;
    const outcome = await write([{ kind: "revoke-token", token: token.id }], {
      done: `${name} is revoked.`,
      canUndo: false,
    });
    if (!outcome.ok) sayRefusal(outcome);
  };
  return (
    <Confirm
      open={token !== null}
      onOpenChange={onClose}
      title={`Revoke ${name}?`}
      description="Whatever uses it is turned away from its next request on. This cannot be undone."
      act="Revoke token"
      onConfirm={revoke}
    />
  );
}
