import { ArrowDown, ArrowUp } from "lucide-react";
import { cn } from "./cn";
import { Select } from "./input";

interface SortHeadProps {
  /** Null: the list stands in another order. */
  readonly sorted: "ascending" | "descending" | null;
  readonly onSort: () => void;
  readonly className?: string;
  readonly children: string;
}

/** The head of a column that a list can be put in order by. */
export function SortHead({ sorted, onSort, className, children }: SortHeadProps) {
  const Arrow = sorted === "descending" ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      aria-sort={sorted ?? "none"}
      className={cn("h-9 px-3 text-left font-medium text-muted text-xs", className)}
    >
      <button
        type="button"
        onClick={onSort}
        className={cn(
          "group/sort inline-flex items-center gap-1 rounded hover:text-ink",
          sorted && "text-ink",
        )}
      >
        {children}
        <Arrow className={cn("size-3", sorted ? "" : "opacity-0 group-hover/sort:opacity-60")} aria-hidden />
      </button>
    </th>
  );
}

interface SortSelectProps<T extends string> {
  readonly options: readonly (readonly [id: T, label: string])[];
  readonly value: T;
  readonly onChange: (id: T) => void;
  readonly className?: string;
}

/** The same for a list without columns, and where a narrow screen hides them. */
export function SortSelect<T extends string>({ options, value, onChange, className }: SortSelectProps<T>) {
  return (
    <Select
      aria-label="Sort"
      className={cn("h-7 w-auto border-line font-medium", className)}
      value={value}
      onChange={({ target }) => {
        const chosen = options.find(([id]) => id === target.value);
        if (chosen) onChange(chosen[0]);
      }}
    >
      {options.map(([id, label]) => (
        <option key={id} value={id}>
          {label}
        </option>
      ))}
    </Select>
  );
}
