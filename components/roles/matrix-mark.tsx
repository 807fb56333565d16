import { Check, CornerDownRight, Minus, Plus } from "lucide-react";
import { cn } from "@/components/ui/cn";
import type { Cell } from "./matrix-model";

/** The picture of a cell: shape says what it is, colour only repeats it. */
export function MatrixMark({ look, pending, lock }: Pick<Cell, "look" | "pending" | "lock">) {
  const locked = lock !== null;
  if (look === "follows") {
    return (
      <span className="relative flex size-4 items-center justify-center rounded border border-line-strong border-dashed text-muted">
        <CornerDownRight className="size-3" aria-hidden />
        {pending ? <Dot pending={pending} /> : null}
      </span>
    );
  }
  const filled = look === "given" || look === "some";
  return (
    <span
      className={cn(
        "relative flex size-4 items-center justify-center rounded",
        locked ? "text-muted" : "border border-line-strong bg-surface",
        filled && !locked && "border-accent bg-accent text-accent-ink",
      )}
    >
      {look === "given" ? <Check className="size-3" strokeWidth={3} aria-hidden /> : null}
      {look === "some" ? <Minus className="size-3" strokeWidth={3} aria-hidden /> : null}
      {look === "none" && locked ? <span className="size-1 rounded-full bg-line-strong" /> : null}
      {pending ? <Dot pending={pending} /> : null}
    </span>
  );
}

function Dot({ pending }: { readonly pending: "add" | "remove" }) {
  const Icon = pending === "add" ? Plus : Minus;
  return (
    <span className="-right-2.5 -top-2 absolute flex size-3.5 items-center justify-center rounded-full border border-warn bg-warn-soft text-warn">
      <Icon className="size-2.5" strokeWidth={3} aria-hidden />
    </span>
  );
}

/** What the marks mean, in words. */
export function MatrixLegend() {
  const items = [
    { text: "Given", look: "given", pending: null, lock: null },
    { text: "Follows from another", look: "follows", pending: null, lock: null },
    { text: "Not given", look: "none", pending: null, lock: null },
    { text: "Locked", look: "given", pending: null, lock: "" },
    { text: "Not applied yet", look: "none", pending: "add", lock: null },
  ] as const;
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1.5 text-muted text-xs" aria-label="What the marks mean">
      {items.map(({ text, ...mark }) => (
        <li key={text} className="flex items-center gap-2.5">
          <MatrixMark {...mark} /> {text}
        </li>
      ))}
    </ul>
  );
}
