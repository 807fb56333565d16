"use client";
import { Download } from "lucide-react";
import { useState } from "react";
import { isReadFailure, sendFile } from "@/components/data/fetch-json";
import { pathOf } from "@/components/data/queries";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import type { BroughtChange, BroughtView } from "@/lib/core/brought";
import type { TableKind } from "@/lib/core/table";
import { BroughtReportView } from "./brought-report";

interface FilesDialogProps {
  readonly organizationId: string;
  readonly projectId?: string | undefined;
  readonly search?: string | undefined;
  /** What can be taken out here. */
  readonly tables: readonly TableKind[];
  /** What can be held back here: a file that changes something else is for another screen. */
  readonly takes: readonly BroughtChange["kind"][];
  /** Null: this person may look alone. */
  readonly onTake: ((changes: readonly BroughtChange[]) => void) | null;
  readonly onClose: () => void;
}

const NAMES: Readonly<Record<TableKind, string>> = {
  access: "Who holds what, and why",
  members: "Who has which role",
  roles: "What each role gives",
  catalogue: "The catalogue of permissions",
};

/** Tables out as files, and back in: what a file changes is held back like a tick, until it is reviewed and applied. */
export function FilesDialog(props: FilesDialogProps) {
  const { organizationId, projectId, tables, takes, onTake, onClose } = props;
  const [view, setView] = useState<BroughtView | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const bring = async (file: File | undefined) => {
    setView(null);
    setProblem(null);
    if (!file) return;
    const path = pathOf(organizationId, "table-import", { project: projectId });
    const found = await sendFile<BroughtView>(path, file).catch((error: unknown) => wordsOf(error));
    if (typeof found === "string") setProblem(found);
    else if (found.changes.every(({ kind }) => takes.includes(kind))) setView(found);
    else
      setProblem(
        `This file is for another screen. Here it is: ${tables.map((each) => NAMES[each]).join(", ")}.`,
      );
  };
  const changes = view?.changes ?? [];
  const take =
    onTake && changes.length > 0 ? (
      <Button look="primary" onClick={() => onTake(changes)}>
        Review {changes.length} {changes.length === 1 ? "change" : "changes"}
      </Button>
    ) : null;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      side
      wide
      title="Export and import"
      description="Take a table out, change it in a spreadsheet, bring it back. Nothing is written before you have reviewed it."
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          {take}
        </>
      }
    >
      <div className="flex flex-col gap-6">
        <Exports {...props} />
        {onTake ? <FileField onFile={(file) => void bring(file)} /> : null}
        {problem === null ? null : (
          <p role="alert" className="rounded-md bg-bad-soft px-3 py-2 text-[13px] text-bad">
            {problem}
          </p>
        )}
        {view ? <BroughtReportView report={view.report} /> : null}
      </div>
    </Dialog>
  );
}

function FileField({ onFile }: { readonly onFile: (file: File | undefined) => void }) {
  return (
    <Field
      label="Import a file"
      id="table-file"
      hint="CSV in UTF-8 or JSON, as exported here. Lines that are missing change nothing."
    >
      <input
        id="table-file"
        type="file"
        aria-describedby="table-file-note"
        accept=".csv,.json,text/csv,application/json"
        className="block w-full text-[13px] text-muted file:mr-3 file:h-8 file:rounded-md file:border file:border-line file:bg-surface file:px-3 file:font-medium file:text-ink"
        // The same file, changed, can be chosen again.
        onClick={({ currentTarget }) => {
          currentTarget.value = "";
        }}
        onChange={({ target }) => onFile(target.files?.[0])}
      />
    </Field>
  );
}

type ExportsProps = Pick<FilesDialogProps, "organizationId" | "projectId" | "search" | "tables">;

function Exports({ organizationId, projectId, search, tables }: ExportsProps) {
  const href = (table: TableKind, format: "csv" | "json") =>
    pathOf(organizationId, "table-export", { table, format, project: projectId, search });
  return (
    <section aria-labelledby="table-exports">
      <h3 id="table-exports" className="mb-2 font-medium text-[13px]">
        Export{search ? ` of the people with “${search}”` : ""}
      </h3>
      <ul className="flex flex-col gap-2">
        {tables.map((table) => (
          <li key={table} className="flex flex-wrap items-center gap-2 text-[13px]">
            <span className="mr-auto">{NAMES[table]}</span>
            {(["csv", "json"] as const).map((format) => (
              <Button key={format} size="small" asChild>
                <a
                  href={href(table, format)}
                  download
                  aria-label={`${NAMES[table]}: ${format.toUpperCase()}`}
                >
                  <Download className="size-3.5" aria-hidden /> {format.toUpperCase()}
                </a>
              </Button>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

function wordsOf(error: unknown): string {
  if (!isReadFailure(error)) return "The file cannot be read.";
  if (error.status === 413) return "The file is too large: 8 MiB at most. Bring it in parts.";
  return error.refusal || ![400, 422].includes(error.status)
    ? error.message
    : "The file cannot be read as a table. Export one here to see how it looks.";
}
