"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { DeskView } from "@/lib/core/view";
import { addressesIn } from "./addresses";
import type { Link } from "./asked";
import { InviteFields, type InviteForm } from "./invite-fields";
import { InviteLinks } from "./invite-links";
import { RefusalNote } from "./refusal-note";
import { useInvite } from "./use-invite";
import { counted, listed } from "./words";

interface InviteProps {
  readonly desk: DeskView;
  readonly onClose: () => void;
}

const EMPTY: InviteForm = { text: "", project: "", roles: new Set(), permissions: new Set() };

/** Several people at once, with the same role and permissions; strangers have to accept. */
export function InviteDialog({ desk, onClose }: InviteProps) {
  const [form, setForm] = useState(EMPTY);
  const [tried, setTried] = useState(false);
  const [links, setLinks] = useState<readonly Link[] | null>(null);
  const { send, busy, refused } = useInvite((made) => (made.length > 0 ? setLinks(made) : onClose()));
  const { emails, wrong } = addressesIn(form.text);
  const problem = problemOf(emails, wrong);
  const submit = () => {
    setTried(true);
    if (problem) return;
    const given = { projectId: form.project || null, roles: form.roles, permissions: form.permissions };
    void send(given, emails, `Invited ${counted(emails.length, "person", "people")}.`);
  };
  if (links) return <InviteLinks links={links} onClose={onClose} />;
  const fieldError = refused?.email ? `${refused.email}: ${refused.message}` : undefined;
  const footer = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button look="primary" disabled={busy} onClick={submit}>
        {busy
          ? "Inviting …"
          : emails.length > 1
            ? `Invite ${counted(emails.length, "person", "people")}`
            : "Invite"}
      </Button>
    </>
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={`Invite people to ${desk.organization.name}`}
      description="Who has confirmed the address already joins at once. Everyone else gets an invitation that holds for seven days."
      footer={footer}
      wide
    >
      <div className="flex flex-col gap-4">
        <InviteFields
          desk={desk}
          form={form}
          onChange={setForm}
          error={tried ? (problem ?? fieldError) : undefined}
        />
        {refused && !refused.email ? (
          <RefusalNote message={refused.message} signedOut={refused.signedOut} />
        ) : null}
      </div>
    </Dialog>
  );
}

const MOST = 100;

function problemOf(emails: readonly string[], wrong: readonly string[]): string | undefined {
  if (wrong.length > 0) return `Not an e-mail address: ${listed(wrong, 5)}.`;
  if (emails.length === 0) return "Enter at least one e-mail address.";
  return emails.length > MOST ? `At most ${MOST} at once; these are ${emails.length}.` : undefined;
}
