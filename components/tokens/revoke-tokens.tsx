"use client";
import { sayRefusal, useWrite } from "@/components/data/use-write";
import type { WriteActions } from "@/components/data/wanted";
import { counted, listed } from "@/components/people/words";
import { Confirm } from "@/components/ui/confirm";
import type { TokenView } from "@/lib/core/view";

interface RevokeTokensProps {
  readonly tokens: readonly TokenView[];
  readonly organizationId: string;
  readonly actions: WriteActions;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** One command for all of them. There is no way back from it, so it asks. */
export function RevokeTokens({ tokens, organizationId, actions, onDone, onClose }: RevokeTokensProps) {
  const write = useWrite(organizationId, actions);
  const names = listed(tokens.map(({ name, redacted }) => name ?? redacted));
  const isOne = tokens.length === 1;
  const revoke = async () => {
    const outcome = await write(
      tokens.map(({ id }) => ({ kind: "revoke-token", token: id }) as const),
      {
        done: isOne ? `${names} is revoked.` : `Revoked ${counted(tokens.length, "token")}.`,
        canUndo: false,
      },
    );
    if (outcome.ok) onDone();
    else sayRefusal(outcome);
  };
  return (
    <Confirm
      open={tokens.length > 0}
      onOpenChange={onClose}
      title={isOne ? `Revoke ${names}?` : `Revoke ${counted(tokens.length, "token")}?`}
      description={`${isOne ? "Whatever uses it" : `Whatever uses ${names}`} is turned away from its next request on. This cannot be undone.`}
      act={isOne ? "Revoke token" : "Revoke tokens"}
      onConfirm={revoke}
    />
  );
}
