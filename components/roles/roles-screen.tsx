"use client";
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useMemo } from "react";
import { isReadFailure } from "@/components/data/fetch-json";
import { deskQuery } from "@/components/data/queries";
import type { ReviewActions } from "@/components/data/wanted";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { Failure, SkeletonRows } from "@/components/ui/states";
import type { DeskView } from "@/lib/core/view";
import { RoleFiles } from "./role-files";
import { RoleList } from "./role-list";
import { RoleMatrix } from "./role-matrix";
import { scopeOf } from "./role-model";
import { RolePanels } from "./role-panels";
import { RoleTabs } from "./role-tabs";
import { usePanels } from "./use-panels";

interface RolesScreenProps {
  readonly organizationId: string;
  readonly actions: ReviewActions;
}

/** Roles of an organization: who has them, what each gives, and every act on them. */
export function RolesScreen({ organizationId, actions }: RolesScreenProps) {
  const { data, error, refetch } = useQuery(deskQuery(organizationId));
  if (data) return <Roles desk={data} actions={actions} />;
  return (
    <>
      <PageHeader title="Roles" />
      {error ? (
        <Failure
          message={error.message}
          requestId={isReadFailure(error) ? error.requestId : undefined}
          onRetry={() => void refetch()}
        />
      ) : (
        <SkeletonRows label="Loading roles" />
      )}
    </>
  );
}

function Roles({ desk, actions }: { readonly desk: DeskView; readonly actions: ReviewActions }) {
  const panels = usePanels();
  const scope = useMemo(() => scopeOf(desk, panels.level), [desk, panels.level]);
  const mayEdit = desk.may.editRoles;
  return (
    <>
      <PageHeader
        title="Roles"
        actions={
          <>
            <RoleFiles desk={desk} actions={actions} />
            <Button
              look="primary"
              disabled={!mayEdit}
              aria-describedby={mayEdit ? undefined : "roles-locked"}
              onClick={() => panels.open("create", "blank")}
            >
              <Plus className="size-4" aria-hidden /> Create role
            </Button>
          </>
        }
      >
        A role is a named set of permissions. Change it once, and everyone who has it follows.
        {mayEdit ? null : (
          <span id="roles-locked"> You can look at them; only people with Edit Roles can change them.</span>
        )}
      </PageHeader>
      <RoleTabs desk={desk} panels={panels} />
      {panels.view === "matrix" ? (
        <RoleMatrix
          key={`${scope.level} ${panels.at}`}
          desk={desk}
          scope={scope}
          panels={panels}
          actions={actions}
        />
      ) : (
        <RoleList desk={desk} scope={scope} panels={panels} />
      )}
      <RolePanels desk={desk} panels={panels} actions={actions} />
    </>
  );
}
