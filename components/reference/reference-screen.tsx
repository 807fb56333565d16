"use client";
import { useQuery } from "@tanstack/react-query";
import { debounce, parseAsArrayOf, parseAsString, useQueryStates } from "nuqs";
import { useState } from "react";
import { isReadFailure } from "@/components/data/fetch-json";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { Empty, Failure, SkeletonRows } from "@/components/ui/states";
import { type FamilyGroup, familiesOf, type ReferenceDocument } from "./document";
import { type Caller, EndpointEntry } from "./endpoint";
import { Prose } from "./prose";
import { referenceQuery } from "./reference-query";
import { ReferenceTools } from "./reference-tools";

const PARSERS = {
  search: parseAsString.withDefault("").withOptions({ limitUrlUpdates: debounce(200) }),
  /** The endpoints that are unfolded. */
  open: parseAsArrayOf(parseAsString).withDefault([]).withOptions({ history: "push" }),
};

/** Every call of every API, readable and tryable. `organizationId`: where the reader came from, filled in for him. */
export function ReferenceScreen({ organizationId }: { readonly organizationId: string | null }) {
  const { data, error, refetch } = useQuery(referenceQuery());
  return (
    <>
      <PageHeader
        title="API reference"
        actions={
          <Button asChild>
            <a href="/api/openapi.json" target="_blank" rel="noreferrer">
              OpenAPI document
            </a>
          </Button>
        }
      >
        {data ? <Prose text={data.info.description} /> : "Every call that a script or a service can make."}
      </PageHeader>
      {data ? <Loaded document={data} organizationId={organizationId} /> : null}
      {!data && error ? (
        <Failure
          message={error.message}
          requestId={isReadFailure(error) ? error.requestId : undefined}
          onRetry={() => void refetch()}
        />
      ) : null}
      {data || error ? null : <SkeletonRows label="Loading the reference" />}
    </>
  );
}

interface LoadedProps {
  readonly document: ReferenceDocument;
  readonly organizationId: string | null;
}

function Loaded({ document, organizationId }: LoadedProps) {
  const [{ search, open }, set] = useQueryStates(PARSERS);
  const [secret, setSecret] = useState("");
  const families = familiesOf(document, search);
  const caller: Caller = {
    origin: document.servers[0]?.url ?? "",
    schemas: document.components.schemas,
    secret,
    organizationId,
  };
  const toggle = (id: string) =>
    void set({ open: open.includes(id) ? open.filter((each) => each !== id) : [...open, id] });
  return (
    <>
      <ReferenceTools
        families={families}
        words={search}
        secret={secret}
        onWords={(words) => void set({ search: words || null })}
        onSecret={setSecret}
      />
      {families.length === 0 ? (
        <Empty
          title="No call matches"
          action={<Button onClick={() => void set({ search: null })}>Clear the search</Button>}
        >
          Search for a word of its path, of what it does or of the permission that it needs.
        </Empty>
      ) : null}
      <div className="flex flex-col gap-8 px-4 py-6 md:px-8">
        {families.map((family) => (
          <Family key={family.id} family={family} caller={caller} open={open} onToggle={toggle} />
        ))}
      </div>
    </>
  );
}

interface FamilyProps {
  readonly family: FamilyGroup;
  readonly caller: Caller;
  readonly open: readonly string[];
  readonly onToggle: (id: string) => void;
}

function Family({ family, caller, open, onToggle }: FamilyProps) {
  return (
    <section id={family.id} aria-labelledby={`${family.id}-head`} className="scroll-mt-4">
      <h2 id={`${family.id}-head`} className="font-semibold text-base">
        {family.name}
      </h2>
      <p className="mb-2 max-w-2xl text-[13px] text-muted">
        <Prose text={family.description} />
      </p>
      <ul className="divide-y overflow-hidden rounded-lg border bg-surface">
        {family.endpoints.map((endpoint) => (
          <EndpointEntry
            key={endpoint.operationId}
            endpoint={endpoint}
            caller={caller}
            open={open.includes(endpoint.operationId)}
            onToggle={() => onToggle(endpoint.operationId)}
          />
        ))}
      </ul>
    </section>
  );
}
