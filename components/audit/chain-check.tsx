"use client";
import { useQuery } from "@tanstack/react-query";
import { ShieldAlert, ShieldCheck } from "lucide-react";
import { counted } from "@/components/people/words";
import { Button } from "@/components/ui/button";
import type { AuditCheck } from "@/lib/core/audit-event";
import { checkQuery } from "./queries";

/** The button that recomputes every hash; what came of it is said by `ChainResult`. */
export function ChainButton({ organizationId }: { readonly organizationId: string }) {
  const { isFetching, refetch } = useQuery(checkQuery(organizationId));
  return (
    <Button disabled={isFetching} onClick={() => void refetch()}>
      <ShieldCheck className="size-4" aria-hidden /> {isFetching ? "Verifying …" : "Verify the log"}
    </Button>
  );
}

/** Whether the log is whole, once it was asked. */
export function ChainResult({ organizationId }: { readonly organizationId: string }) {
  const { data, error, isFetching } = useQuery(checkQuery(organizationId));
  return (
    <div aria-live="polite" className="px-4 md:px-8">
      {data && !isFetching ? <Said check={data} /> : null}
      {error && !isFetching ? <p className="mb-3 text-[13px] text-bad">{error.message}</p> : null}
    </div>
  );
}

function Said({ check: { intact, events, broken } }: { readonly check: AuditCheck }) {
  if (intact) {
    return (
      <p className="mb-3 flex items-center gap-2 rounded-md bg-good-soft px-3 py-2 text-[13px] text-good">
        <ShieldCheck className="size-4 shrink-0" aria-hidden />
        Whole: all {counted(events, "event")} follow one another, and none was altered.
      </p>
    );
  }
  return (
    <p className="mb-3 flex items-center gap-2 rounded-md bg-bad-soft px-3 py-2 text-[13px] text-bad">
      <ShieldAlert className="size-4 shrink-0" aria-hidden />
      Not whole{broken ? `: revision ${broken.revision}, event ${broken.sequence}: ${broken.reason}` : ""}.
      The {counted(events, "event")} before it are.
    </p>
  );
}
