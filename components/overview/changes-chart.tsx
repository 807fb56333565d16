import type { DayOfChanges } from "@/lib/core/overview";

const dayName = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", timeZone: "UTC" });

const SERIES = [
  { key: "given", name: "Given", fill: "var(--accent)" },
  { key: "taken", name: "Taken away", fill: "var(--warn)" },
  { key: "other", name: "Other", fill: "var(--line-strong)" },
] as const;

const countOf = ({ given, taken, other }: DayOfChanges) => given + taken + other;

/** Bars per day, drawn by the page itself: a chart package would be half as large as all the rest of it. */
export function ChangesChart({ days }: { readonly days: readonly DayOfChanges[] }) {
  const most = Math.max(1, ...days.map(countOf));
  const marks = [0, 1, 2, 3].map((quarter) => Math.floor((quarter * (days.length - 1)) / 3));
  return (
    <div className="flex h-full flex-col text-muted text-xs">
      <div className="flex min-h-0 flex-1 gap-2">
        <div className="flex flex-col justify-between text-right tabular-nums leading-none">
          <span>{most}</span>
          <span>0</span>
        </div>
        <div className="flex flex-1 items-end gap-px border-b bg-[linear-gradient(var(--line),var(--line))] bg-[length:100%_1px] bg-no-repeat sm:gap-1">
          {days.map((day) => (
            <Bar key={day.day} day={day} most={most} />
          ))}
        </div>
      </div>
      <div className="flex justify-between pt-1 pl-6 tabular-nums">
        {marks.map((at) => (
          <span key={at}>{dayName.format(new Date(days[at]?.day ?? 0))}</span>
        ))}
      </div>
      <ul className="flex gap-4 pt-1">
        {SERIES.map(({ key, name, fill }) => (
          <li key={key} className="flex items-center gap-1.5">
            <span className="size-2 rounded-sm" style={{ background: fill }} /> {name}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Bar({ day, most }: { readonly day: DayOfChanges; readonly most: number }) {
  const said = SERIES.map(({ key, name }) => `${name}: ${day[key]}`).join("\n");
  return (
    <div
      title={`${dayName.format(new Date(day.day))}\n${said}`}
      className="flex h-full flex-1 flex-col-reverse hover:bg-sunken"
    >
      {SERIES.map(({ key, fill }) => (
        <span key={key} style={{ background: fill, height: `${(100 * day[key]) / most}%` }} />
      ))}
    </div>
  );
}
