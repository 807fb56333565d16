import { notFound } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { Empty } from "@/components/ui/states";
import type { Refusal } from "@/lib/core/refusal";

/** A page that its asker may not see says so; one that does not exist for him is not found. */
export function Refused({ title, refusal }: { readonly title: string; readonly refusal: Refusal }) {
  if (refusal.code === "not-found") notFound();
  return (
    <>
      <PageHeader title={title} />
      <Empty title="You may not see this">
        {refusal.message} Someone who administers the organization can give it to you.
      </Empty>
    </>
  );
}
