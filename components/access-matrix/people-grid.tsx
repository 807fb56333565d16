"use client";
import { useEffect, useMemo, useState } from "react";
import { nameOf } from "@/components/data/explain";
import type { Spot } from "@/components/grid/geometry";
import { Grid } from "@/components/grid/grid";
import type { Face } from "@/components/grid/grid-row";
import type { GridKeys } from "@/components/grid/use-grid-keys";
import { useNarrow } from "@/components/grid/use-narrow";
import { ColumnHead } from "./column-head";
import { type Column, headOf } from "./columns";
import { Legend } from "./legend";
import { cellOf, type Model } from "./model";
import { PersonHead, type PersonHeadProps } from "./person-head";
import { heldBy, permissionsOf } from "./toggles";
import { cellKey } from "./use-clashes";
import type { MatrixModel } from "./use-matrix-model";
import type { MatrixView } from "./use-matrix-view";
import { cellInWords } from "./words";
import "./matrix.css";

const WIDE = { row: 36, column: 36, head: 188, names: 248 };
const NARROW = { ...WIDE, names: 164 };

export interface PeopleGridProps extends Pick<PersonHeadProps, "onCopyFrom" | "copying"> {
  readonly organizationId: string;
  readonly model: Model;
  readonly matrix: MatrixModel;
  readonly view: MatrixView;
  readonly keys: GridKeys;
  readonly locked: boolean;
  /** Ticks or unticks columns for everyone who is chosen or shown. */
  readonly onColumns: (permissions: readonly string[]) => void;
  readonly onDetails: (spot: Spot) => void;
}

/** People by permissions, each cell with where it comes from. */
export function PeopleGrid(props: PeopleGridProps) {
  const { model, matrix, view, keys, onColumns, onDetails } = props;
  const { members, columns, data, clashes, gates } = matrix;
  const layout = useNarrow() ? NARROW : WIDE;
  const isLive = useLive();
  // Small enough to be looked at whole for a head's box; beyond that the box would cost more than it says.
  const looked = useMemo(() => members.slice(0, 500).map(({ id }) => id), [members]);
  const clashed = clashes.size > 0 ? clashes : null;
  return (
    <Grid
      id="cell"
      label="People and permissions"
      rows={members.length}
      total={view.onlyChosen ? members.length : data.total}
      columns={columns.length}
      layout={layout}
      keys={keys}
      busy={!isLive}
      made={(row) => {
        const id = members[row]?.id ?? "";
        const { before, after } = model;
        const chosen = view.chosen.has(id);
        const held = [before.accessOf(id), after.accessOf(id), members[row]];
        return [...held, columns, view.onlyDirect, gates, clashed, chosen, props.copying, isLive];
      }}
      rowKey={(row) => members[row]?.id ?? String(row)}
      rowHead={(row) => faceOfPerson(props, row)}
      cell={(row, column) => faceOfCell(props, row, columns[column], isLive)}
      corner={<Legend />}
      columnHead={(index) => {
        const column = columns[index];
        const ids = column?.first ? headOf(columns, index).map(({ id }) => id) : [];
        return column ? (
          <ColumnHead
            column={column}
            columns={columns}
            index={index}
            width={layout.column}
            gate={column.kind === "permission" ? gates.get(column.permission.id) : undefined}
            held={column.first ? heldBy(model.after, looked, ids) : false}
            onGroup={props.locked ? null : () => onColumns(ids)}
            onFold={view.onFold}
          />
        ) : null;
      }}
      headsMade={[model, members, columns, gates, view.chosen, view.folded, props.locked]}
      titled
      onDetails={onDetails}
      onNearEnd={data.more}
      className="matrix flex-1 border-t"
    />
  );
}

function faceOfPerson(props: PeopleGridProps, row: number): Face {
  const { matrix, view, organizationId, locked } = props;
  const member = matrix.members[row];
  if (!member) return {};
  return {
    children: (
      <PersonHead
        member={member}
        href={`/o/${organizationId}/people/${member.id}`}
        chosen={view.chosen.has(member.id)}
        onChoose={(is) => view.onChoose(member.id, is)}
        copying={props.copying}
        onCopyFrom={locked ? null : props.onCopyFrom}
      />
    ),
  };
}

function faceOfCell(props: PeopleGridProps, row: number, column: Column | undefined, isLive: boolean): Face {
  const { model, matrix, view } = props;
  const member = matrix.members[row];
  if (!member || !column) return {};
  const [permission = ""] = permissionsOf(column);
  const state = cellOf(model, member.id, permission);
  const hidden = view.onlyDirect && state.look !== "direct" && state.pending === null;
  const clash = matrix.clashes.get(cellKey(member.id, permission)) ?? null;
  const gate = matrix.gates.get(permission);
  const shown = { ...state, clash, ...(hidden ? { look: "none" as const, expiresAt: null } : {}) };
  const words = cellInWords(nameOf(member.person), nameOfColumn(column), shown, gate, isLive);
  return {
    words,
    className: "matrix-cell",
    readOnly: props.locked || gate !== undefined || undefined,
    data: {
      "data-look": shown.look,
      "data-first": column.first || undefined,
      "data-ends": shown.expiresAt !== null || undefined,
      "data-pending": shown.pending ?? undefined,
      "data-clash": clash !== null || undefined,
      "data-gate": gate !== undefined || undefined,
    },
  };
}

const nameOfColumn = (column: Column): string =>
  column.kind === "folded" ? column.group : column.permission.displayName;

/** False until the browser has taken over what the server drew. */
function useLive(): boolean {
  const [isLive, setLive] = useState(false);
  useEffect(() => setLive(true), []);
  return isLive;
}
