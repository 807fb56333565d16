import Link from "next/link";
import { Badge, type Tone } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy";
import { Time } from "@/components/ui/time";
import type { OrganizationKind, OrganizationStatus } from "@/lib/core/state";
import type { DeskView } from "@/lib/core/view";
import { Section } from "./section";

const STATUS: Readonly<Record<OrganizationStatus, { readonly text: string; readonly tone: Tone }>> = {
  PENDING: { text: "Pending", tone: "warn" },
  ACTIVE: { text: "Active", tone: "good" },
  DEACTIVATED: { text: "Deactivated", tone: "bad" },
};

const KIND: Readonly<Record<OrganizationKind, string>> = {
  SYSTEM: "System",
  RETAILER: "Retailer",
  SUPPLIER: "Supplier",
  OTHER: "Organization",
};

/** What cannot be changed here, but is asked for. */
export function About({ desk }: { readonly desk: DeskView }) {
  const { organization, projects } = desk;
  const standard = projects.find(({ isDefault }) => isDefault);
  const status = STATUS[organization.status];
  return (
    <Section title="About" description="For support, for scripts, and for the curious.">
      <dl className="grid grid-cols-[8rem_1fr] items-center gap-y-2 text-[13px] [&_dt]:text-muted">
        <dt>Id</dt>
        <dd className="flex min-w-0 items-center gap-1 font-mono text-xs">
          <span className="truncate">{organization.id}</span>{" "}
          <CopyButton value={organization.id} label="Copy the id" />
        </dd>
        <dt>Kind</dt>
        <dd>{KIND[organization.kind]}</dd>
        <dt>Status</dt>
        <dd>
          <Badge tone={status.tone}>{status.text}</Badge>
        </dd>
        <dt>Created</dt>
        <dd>
          <Time value={organization.createdAt} />
        </dd>
        {standard ? (
          <>
            <dt>Default project</dt>
            <dd>
              <Link
                href={`/o/${organization.id}/projects/${standard.id}`}
                className="underline decoration-line-strong underline-offset-2 hover:decoration-ink"
              >
                {standard.name}
              </Link>{" "}
              <span className="text-muted">came with the organization and cannot be deleted.</span>
            </dd>
          </>
        ) : null}
      </dl>
    </Section>
  );
}
