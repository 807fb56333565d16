"use client";
import { Bar, BarChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { DayOfChanges } from "@/lib/core/overview";

const dayName = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", timeZone: "UTC" });
const named = (day: unknown) => dayName.format(new Date(String(day)));

const SERIES = [
  { key: "given", name: "Given", fill: "var(--accent)" },
  { key: "taken", name: "Taken away", fill: "var(--warn)" },
  { key: "other", name: "Other", fill: "var(--line-strong)" },
] as const;

/** Bars per day. Loaded apart from everything else: the library is larger than the page. */
export function ChangesChart({ days }: { readonly days: readonly DayOfChanges[] }) {
  const tick = { fill: "var(--muted)", fontSize: 11 };
  return (
    <div className="flex h-full flex-col">
      <div className="min-h-0 flex-1">
        <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 600, height: 160 }}>
          <BarChart
            data={[...days]}
            margin={{ top: 4, right: 0, bottom: 0, left: -24 }}
            accessibilityLayer={false}
          >
            <XAxis
              dataKey="day"
              tickFormatter={named}
              tick={tick}
              tickLine={false}
              axisLine={false}
              minTickGap={32}
            />
            <YAxis allowDecimals={false} tick={tick} tickLine={false} axisLine={false} />
            <Tooltip
              cursor={{ fill: "var(--sunken)" }}
              labelFormatter={named}
              isAnimationActive={false}
              contentStyle={{
                background: "var(--raised)",
                border: "1px solid var(--line)",
                borderRadius: 6,
                fontSize: 12,
                color: "var(--ink)",
              }}
              itemStyle={{ color: "var(--ink)" }}
            />
            {SERIES.map(({ key, name, fill }) => (
              <Bar key={key} dataKey={key} name={name} stackId="all" fill={fill} isAnimationActive={false} />
            ))}
          </BarChart>
        </ResponsiveContainer>
      </div>
      <ul className="flex gap-4 pt-1 text-muted text-xs">
        {SERIES.map(({ key, name, fill }) => (
          <li key={key} className="flex items-center gap-1.5">
            <span className="size-2 rounded-sm" style={{ background: fill }} /> {name}
          </li>
        ))}
      </ul>
    </div>
  );
}
