"use client";
import { useDeferredValue, useMemo } from "react";
import type { Member } from "@/lib/core/state";
import { type Column, columnsOf, groupsOf } from "./columns";
import { closedGates } from "./gates";
import { type Model, modelOf, shownBefore } from "./model";
import { effective, netOf, type PendingChange } from "./pending";
import { differs } from "./toggles";
import { type Clash, useClashes } from "./use-clashes";
import { type MatrixData, useMatrixData } from "./use-matrix-data";
import type { MatrixView } from "./use-matrix-view";
import { type Pending, usePending } from "./use-pending";

export interface MatrixModel {
  readonly data: MatrixData;
  readonly pending: Pending;
  readonly changes: readonly PendingChange[];
  readonly model: Model | null;
  readonly members: readonly Member[];
  readonly columns: readonly Column[];
  readonly clashes: ReadonlyMap<string, Clash>;
  /** The permissions that nobody can be given here, each with why, by id. */
  readonly gates: ReadonlyMap<string, string>;
}

// Telling columns apart looks at so many people; beyond that it would cost more than it shows.
const COMPARED = 500;

/** The rows, what is pending on them, and what the grid shows of both. */
export function useMatrixModel(
  organizationId: string,
  projectId: string | undefined,
  view: MatrixView,
): MatrixModel {
  const search = useDeferredValue(view.search);
  const filter = useMemo(() => ({ search, project: projectId }), [search, projectId]);
  const data = useMatrixData(organizationId, filter);
  const storageKey = `grantdesk:pending:${organizationId}:${projectId ?? ""}`;
  const pending = usePending(storageKey);
  const known = useMemo(() => (data.base ? shownBefore(data.base) : null), [data.base]);
  const net = useMemo(() => netOf(pending.steps), [pending.steps]);
  const changes = useMemo(() => {
    const isDirect = (member: string, permission: string) =>
      known?.before.members.get(member)?.grants.some((grant) => grant.permissionId === permission);
    return effective(net, isDirect);
  }, [net, known]);
  const model = useMemo(
    () => (data.base && known ? modelOf(data.base, known, changes) : null),
    [data.base, known, changes],
  );
  const { onlyChosen, chosen, onlyDifferent, find, folded } = view;
  const members = useMemo(
    () => (onlyChosen ? data.members.filter(({ id }) => chosen.has(id)) : data.members),
    [data.members, onlyChosen, chosen],
  );
  const catalogue = projectId === undefined ? data.desk?.permissions : data.desk?.projectPermissions;
  const told = onlyDifferent ? model : null;
  const columns = useMemo(() => {
    const words = find.toLowerCase();
    const named = (catalogue ?? []).filter(({ displayName, name }) =>
      `${displayName} ${name}`.toLowerCase().includes(words),
    );
    const some = members.slice(0, COMPARED);
    const differing = told
      ? named.filter(({ id }) => differs(some.map((member) => told.after.accessOf(member.id).has(id))))
      : named;
    return columnsOf(groupsOf(differing), new Set(folded));
  }, [catalogue, find, folded, told, members]);
  const gates = useMemo(() => closedGates(data.desk, projectId), [data.desk, projectId]);
  return {
    data,
    gates,
    pending,
    changes,
    model,
    members,
    columns,
    clashes: useClashes(storageKey, net, data.members, data.givers),
  };
}
