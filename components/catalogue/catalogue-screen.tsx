"use client";
import { useQuery } from "@tanstack/react-query";
import { ArrowDownUp, Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useState } from "react";
import { isReadFailure } from "@/components/data/fetch-json";
import type { ReviewActions, Wanted } from "@/components/data/wanted";
import { matches } from "@/components/people/group";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { Failure, ListFrame, SkeletonRows } from "@/components/ui/states";
import { SYSTEM_ORGANIZATION } from "@/lib/core/state";
import type { CatalogueView } from "@/lib/core/support-view";
import { CatalogueList } from "./catalogue-list";
import { CatalogueTools, LEVELS } from "./catalogue-tools";
import { catalogueQuery } from "./queries";

const FilesDialog = dynamic(() =>
  import("@/components/files/files-dialog").then((module) => module.FilesDialog),
);
const PermissionDialog = dynamic(() =>
  import("./permission-dialog").then((module) => module.PermissionDialog),
);
const CatalogueReview = dynamic(() => import("./catalogue-review").then((module) => module.CatalogueReview));

const PARSERS = {
  level: parseAsStringLiteral(LEVELS).withDefault("SYSTEM"),
  search: parseAsString.withDefault("").withOptions({ history: "replace" }),
  /** The permission that is open; `new`: one that is being written. */
  permission: parseAsString,
};

/** Every permission that there is, for operators: found, described, brought from a file. */
export function CatalogueScreen({ actions }: { readonly actions: ReviewActions }) {
  const { data, error, refetch } = useQuery(catalogueQuery());
  if (data) return <Catalogue catalogue={data} actions={actions} />;
  const requestId = isReadFailure(error) ? error.requestId : undefined;
  return (
    <>
      <PageHeader title="Catalogue" />
      {error ? (
        <Failure message={error.message} requestId={requestId} onRetry={() => void refetch()} />
      ) : (
        <ListFrame>
          <SkeletonRows label="Loading the catalogue" />
        </ListFrame>
      )}
    </>
  );
}

interface CatalogueProps {
  readonly catalogue: CatalogueView;
  readonly actions: ReviewActions;
}

function Catalogue({ catalogue, actions }: CatalogueProps) {
  const [state, set] = useQueryStates(PARSERS, { history: "push" });
  const [files, setFiles] = useState(false);
  const [wanted, setWanted] = useState<readonly Wanted[] | null>(null);
  const { permissions } = catalogue;
  const words = state.search.trim();
  const shown = permissions.filter((each) => each.level === state.level && matches(each, words));
  const open = permissions.find(({ id }) => id === state.permission);
  const close = () => void set({ permission: null });
  return (
    <>
      <Head onFiles={() => setFiles(true)} onNew={() => void set({ permission: "new" })} />
      <CatalogueTools
        permissions={permissions}
        shown={shown.length}
        state={state}
        onSet={(to) => void set(to)}
      />
      <CatalogueList
        permissions={shown}
        all={permissions}
        onOpen={(id) => void set({ permission: id })}
        onClear={() => void set({ search: null })}
      />
      {files ? (
        <FilesDialog
          organizationId={SYSTEM_ORGANIZATION}
          tables={["catalogue"]}
          takes={["create-permission", "edit-permission"]}
          onTake={(changes) => {
            setFiles(false);
            setWanted(changes.filter(isOfCatalogue));
          }}
          onClose={() => setFiles(false)}
        />
      ) : null}
      {(open || state.permission === "new") && !wanted ? (
        <PermissionDialog
          key={state.permission}
          permission={open}
          level={state.level}
          all={permissions}
          onReview={setWanted}
          onClose={close}
        />
      ) : null}
      {wanted ? (
        <CatalogueReview
          changes={wanted}
          actions={actions}
          onClose={() => setWanted(null)}
          onApplied={() => {
            setWanted(null);
            close();
          }}
        />
      ) : null}
    </>
  );
}

function isOfCatalogue<T extends { readonly kind: string }>(
  change: T,
): change is Extract<T, { kind: "create-permission" | "edit-permission" }> {
  return change.kind === "create-permission" || change.kind === "edit-permission";
}

function Head({ onFiles, onNew }: { readonly onFiles: () => void; readonly onNew: () => void }) {
  return (
    <PageHeader
      title="Catalogue"
      actions={
        <>
          <Button onClick={onFiles}>
            <ArrowDownUp className="size-3.5" aria-hidden /> Files
          </Button>
          <Button look="primary" onClick={onNew}>
            <Plus className="size-4" aria-hidden /> New permission
          </Button>
        </>
      }
    >
      Every permission that there is, for all organizations. What one implies, its holders hold too.
    </PageHeader>
  );
}
