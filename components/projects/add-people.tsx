"use client";
import { useState } from "react";
import { addressesIn } from "@/components/people/addresses";
import type { Link } from "@/components/people/asked";
import { toggled } from "@/components/people/group";
import { InviteLinks } from "@/components/people/invite-links";
import { RefusalNote } from "@/components/people/refusal-note";
import { useInvite } from "@/components/people/use-invite";
import { counted, listed } from "@/components/people/words";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { DeskView, ProjectPlaceView } from "@/lib/core/view";
import { AddFields, type AddForm, givenAtFirst } from "./add-fields";
import type { AddBy } from "./use-adding";

interface AddProps {
  readonly desk: DeskView;
  readonly place: ProjectPlaceView;
  readonly by: AddBy;
  readonly onBy: (by: AddBy) => void;
  readonly onClose: () => void;
}

/** Lets several people into the project with the same roles and permissions. */
export function AddPeople({ desk, place, by: asked, onBy, onClose }: AddProps) {
  // Who may not see the organization's people has no colleagues to choose from.
  const by = desk.may.readPeople ? asked : "emails";
  const [form, setForm] = useState<AddForm>(() => givenAtFirst(desk));
  const [tried, setTried] = useState(false);
  const [links, setLinks] = useState<readonly Link[] | null>(null);
  const { send, busy, refused } = useInvite((made) => (made.length > 0 ? setLinks(made) : onClose()));
  const typed = addressesIn(form.text);
  const emails = by === "colleagues" ? [...form.colleagues.keys()] : typed.emails;
  const problem = problemOf(by, emails, typed.wrong);
  const submit = () => {
    setTried(true);
    if (problem) return;
    const given = { projectId: place.project.id, roles: form.roles, permissions: form.permissions };
    const verb = by === "colleagues" ? "Added" : "Invited";
    void send(
      given,
      emails,
      `${verb} ${counted(emails.length, "person", "people")} to ${place.project.name}.`,
    );
  };
  if (links) return <InviteLinks links={links} onClose={onClose} />;
  const footer = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button look="primary" disabled={busy} onClick={submit}>
        {busy ? "Adding …" : emails.length > 0 ? `Add ${counted(emails.length, "person", "people")}` : "Add"}
      </Button>
    </>
  );
  const error = refused?.email ? `${refused.email}: ${refused.message}` : undefined;
  return (
    <Dialog
      open
      side
      onOpenChange={(open) => open || onClose()}
      title={`Add people to ${place.project.name}`}
      description="Who has an account joins at once. Everyone else gets an invitation that holds for seven days."
      footer={footer}
    >
      <div className="flex flex-col gap-4">
        <AddFields
          desk={desk}
          place={place}
          by={by}
          onBy={onBy}
          form={form}
          onChange={setForm}
          onToggle={(list, id, on) => setForm({ ...form, [list]: toggled(form[list], [id], on) })}
          error={tried ? (problem ?? error) : undefined}
        />
        {refused && !refused.email ? (
          <RefusalNote message={refused.message} signedOut={refused.signedOut} />
        ) : null}
      </div>
    </Dialog>
  );
}

const MOST = 100;

function problemOf(by: AddBy, emails: readonly string[], wrong: readonly string[]): string | undefined {
  if (by === "emails" && wrong.length > 0) return `Not an e-mail address: ${listed(wrong, 5)}.`;
  if (emails.length === 0)
    return by === "emails" ? "Enter at least one e-mail address." : "Choose at least one colleague.";
  return emails.length > MOST ? `At most ${MOST} at once; these are ${emails.length}.` : undefined;
}
