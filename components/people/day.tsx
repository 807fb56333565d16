"use client";
import { useSyncExternalStore } from "react";

const noChange = () => () => undefined;

/** A day as people say it, in the reader's own zone; the server, which knows no one's, prints that of UTC. */
export function Day({ value }: { readonly value: string }) {
  const isHere = useSyncExternalStore(
    noChange,
    () => true,
    () => false,
  );
  const zone = isHere ? {} : { timeZone: "UTC" };
  const date = new Date(value);
  const words = new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    ...zone,
  }).format(date);
  const exact = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", ...zone }).format(
    date,
  );
  return (
    <time dateTime={value} title={exact} className="whitespace-nowrap tabular-nums">
      {words}
    </time>
  );
}
