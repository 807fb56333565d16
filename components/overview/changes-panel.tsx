"use client";
import { counted } from "@/components/people/words";
import type { DayOfChanges } from "@/lib/core/overview";
import { ChangesChart } from "./changes-chart";
import { Nothing, Panel } from "./panel";

interface PanelProps {
  readonly days: readonly DayOfChanges[] | null;
  readonly at: (path: string) => string;
}

/** Changes per day as a picture, and as a table for whoever would rather have figures. */
export function ChangesPanel({ days, at }: PanelProps) {
  if (!days) {
    return (
      <Panel title="Changes over the last 30 days">
        <Nothing>Who may read the audit log sees them here.</Nothing>
      </Panel>
    );
  }
  const sum = (key: "given" | "taken" | "other") => days.reduce((all, day) => all + day[key], 0);
  const total = sum("given") + sum("taken") + sum("other");
  return (
    <Panel
      title="Changes over the last 30 days"
      href={at(`/audit?from=${days[0]?.day ?? ""}`)}
      linkText="Audit log"
    >
      {total === 0 ? (
        <Nothing>Nothing was changed.</Nothing>
      ) : (
        <div className="px-4 pb-3">
          <p className="mb-2 text-[13px] text-muted">
            {counted(total, "change")}: {sum("given")} gave something, {sum("taken")} took something away,{" "}
            {sum("other")} did neither.
          </p>
          <div aria-hidden className="h-48">
            <ChangesChart days={days} />
          </div>
          <details className="mt-1 text-[13px]">
            <summary className="w-fit cursor-pointer rounded text-muted hover:text-ink">As a table</summary>
            <DaysTable days={days} at={at} />
          </details>
        </div>
      )}
    </Panel>
  );
}

const dayName = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", timeZone: "UTC" });

function DaysTable({
  days,
  at,
}: {
  readonly days: readonly DayOfChanges[];
  readonly at: (path: string) => string;
}) {
  const busy = days.filter(({ given, taken, other }) => given + taken + other > 0);
  return (
    <table className="mt-2 w-full text-[13px] tabular-nums">
      <caption className="sr-only">Changes per day; days without any are left out</caption>
      <thead>
        <tr className="border-b text-left text-muted text-xs">
          <th scope="col" className="py-1 font-medium">
            Day
          </th>
          {["Given", "Taken away", "Other"].map((head) => (
            <th key={head} scope="col" className="py-1 text-right font-medium">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {busy.map(({ day, given, taken, other }) => (
          <tr key={day} className="border-b last:border-b-0">
            <th scope="row" className="py-1 text-left font-normal">
              <a href={at(`/audit?from=${day}&until=${day}`)} className="text-accent hover:underline">
                {dayName.format(new Date(day))}
              </a>
            </th>
            <td className="text-right">{given}</td>
            <td className="text-right">{taken}</td>
            <td className="text-right">{other}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
