import type { BroughtReport, LineNote } from "@/lib/core/brought";

// A report is for reading: what comes after so many lines says nothing new.
const SHOWN = 100;

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;

/** What a file comes to, line by line: what it changes, what cannot be, and how much is so already. */
export function BroughtReportView({ report }: { readonly report: BroughtReport }) {
  const { lines, same, added, changed, refused } = report;
  const isNothing = added.length + changed.length + refused.length === 0;
  return (
    <div className="flex flex-col gap-3 text-[13px]" aria-live="polite">
      <p className="font-medium">
        {isNothing
          ? `No change: all ${count(lines, "line says", "lines say")} what is so already.`
          : `${added.length === 0 ? "" : `${count(added.length, "line is", "lines are")} new, `}${count(changed.length, "line changes", "lines change")} something, ${count(refused.length, "is", "are")} refused, ${same} of ${lines} say what is so already.`}
      </p>
      <Notes title="Refused" notes={refused} tone="text-bad" />
      <Notes title="New" notes={added} tone="" />
      <Notes title="Changes" notes={changed} tone="" />
    </div>
  );
}

interface NotesProps {
  readonly title: string;
  readonly notes: readonly LineNote[];
  readonly tone: string;
}

function Notes({ title, notes, tone }: NotesProps) {
  if (notes.length === 0) return null;
  return (
    <section>
      <h3 className="mb-1 font-medium text-muted text-xs">{title}</h3>
      <ul className="flex flex-col divide-y rounded-md border">
        {notes.slice(0, SHOWN).map(({ line, column, message }) => (
          <li key={line} className="flex gap-3 px-3 py-1.5">
            <span className="shrink-0 text-muted tabular-nums">
              Line {line}
              {column === null ? "" : `, ${column}`}
            </span>
            <span className={`min-w-0 break-words ${tone}`}>{message}</span>
          </li>
        ))}
      </ul>
      {notes.length > SHOWN ? <p className="mt-1 text-muted">And {notes.length - SHOWN} more.</p> : null}
    </section>
  );
}
