"use client";
import { useEffect, useState } from "react";

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const exact = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });
const exactUtc = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });

function inWords(value: string, now: number): string {
  const seconds = (Date.parse(value) - now) / 1000;
  const step = STEPS.find(([, size]) => Math.abs(seconds) >= size);
  return step ? relative.format(Math.round(seconds / step[1]), step[0]) : "just now";
}

/** Relative, with the exact time on hover. The server prints the exact UTC time, since it knows no one's clock. */
export function Time({ value }: { readonly value: string | null }) {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  if (value === null) return <span className="text-muted">never</span>;
  const text = now === null ? exactUtc.format(new Date(value)) : inWords(value, now);
  const title = now === null ? value : exact.format(new Date(value));
  return (
    <time dateTime={value} title={title} className="whitespace-nowrap tabular-nums">
      {text}
    </time>
  );
}
