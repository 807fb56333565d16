"use client";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy";
import { Dialog } from "@/components/ui/dialog";
import type { Link } from "./asked";

interface LinksProps {
  readonly links: readonly Link[];
  readonly onClose: () => void;
}

/** Invitations that no mail took along: whoever invited hands them over. They are shown this once. */
export function InviteLinks({ links, onClose }: LinksProps) {
  // Behind the # no server and no log gets to see the secret.
  const href = ({ token }: Link) => `${window.location.origin}/accept-invitation#token=${token}`;
  const all = links.map((link) => `${link.email} ${href(link)}`).join("\n");
  const footer = (
    <Button look="primary" onClick={onClose}>
      Done
    </Button>
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title="Hand over these links"
      description="No mail is sent from here. Give each person the link; it holds for seven days and is shown this once."
      footer={footer}
      wide
    >
      <div className="flex flex-col gap-2">
        <div className="flex items-center justify-end gap-1 text-[13px] text-muted">
          Copy all <CopyButton value={all} label="Copy all links" />
        </div>
        <ul className="divide-y rounded-md border">
          {links.map((link) => (
            <li key={link.email} className="flex items-center gap-2 px-3 py-2 text-[13px]">
              <div className="min-w-0 flex-1">
                <span className="block truncate font-medium">{link.email}</span>
                <span className="block truncate font-mono text-muted text-xs">{href(link)}</span>
              </div>
              <CopyButton value={href(link)} label={`Copy the link for ${link.email}`} />
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
