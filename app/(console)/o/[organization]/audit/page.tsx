import { HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { AUDIT_KEYS, type AuditAddress, askedOf } from "@/components/audit/asked";
import { AuditScreen } from "@/components/audit/audit-screen";
import { AUDIT_PAGE, auditQuery } from "@/components/audit/queries";
import { packed } from "@/components/data/packed";
import { readAuditView } from "@/lib/operations/read-audit-view";
import { traced } from "@/lib/tracing.mjs";
import { page } from "@/lib/web/reachable";
import { undoRevision } from "../../../actions";
import { Refused } from "../../../refused";
import { signedIn } from "../../../signed-in";

export const metadata: Metadata = { title: "Audit log" };

interface Props {
  readonly params: Promise<{ organization: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default page(async function AuditLog({ params, searchParams }: Props) {
  const { organization } = await params;
  const principal = await signedIn(`/o/${organization}/audit`);
  const asked = askedOf(addressOf(await searchParams));
  const { oldestFirst, ...filter } = asked;
  const page = { limit: AUDIT_PAGE, oldestFirst: oldestFirst !== undefined };
  const read = await traced("readAuditView", () =>
    readAuditView(principal, organization, given(filter), page),
  );
  if (!read.ok) return <Refused title="Audit log" refusal={read.refusal} />;
  const client = new QueryClient();
  const first = { pages: [read.value], pageParams: [null] };
  client.setQueryData(auditQuery(organization, asked).queryKey, first);
  return (
    <HydrationBoundary state={packed(client)}>
      <AuditScreen organizationId={organization} undoRevision={undoRevision} />
    </HydrationBoundary>
  );
});

function addressOf(query: Record<string, string | string[] | undefined>): Partial<AuditAddress> {
  const one = (key: string) => [query[key]].flat()[0] ?? null;
  return Object.fromEntries(AUDIT_KEYS.map((key) => [key, one(key)]));
}

function given<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return values as { [K in keyof T]: Exclude<T[K], undefined> };
}
