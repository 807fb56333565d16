"use client";
import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";

interface ExpiryProps {
  readonly id: string;
  readonly label?: string;
  /** The end as an ISO time; null: for good. */
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

const long = new Intl.DateTimeFormat("en", { weekday: "long", day: "numeric", month: "long" });

/** How long something is given: for good, until one of the usual days, or until the end of a chosen one. */
export function ExpiryField({ id, label = "Until", value, onChange }: ExpiryProps) {
  const choices = usualEnds(new Date());
  const [other, setOther] = useState(() => value !== null && !choices.some(({ at }) => at === value));
  const known = choices.find(({ at }) => at === value);
  const choose = (chosen: string) => {
    setOther(chosen === "other");
    onChange(chosen === "" || chosen === "other" ? null : chosen);
  };
  return (
    <div className="flex flex-wrap items-end gap-2">
      <div className="min-w-52 flex-1">
        <Field id={id} label={label}>
          <Select
            id={id}
            value={other ? "other" : (known?.at ?? "")}
            onChange={(event) => choose(event.target.value)}
          >
            <option value="">No end</option>
            {choices.map(({ at, words }) => (
              <option key={at} value={at}>
                {words}
              </option>
            ))}
            <option value="other">Another day …</option>
          </Select>
        </Field>
      </div>
      {other ? (
        <div className="min-w-40">
          <Field id={`${id}-day`} label="The end of">
            <Input
              id={`${id}-day`}
              type="date"
              min={dayOf(new Date())}
              value={value ? dayOf(new Date(value)) : ""}
              onChange={(event) =>
                onChange(event.target.value ? endOf(new Date(`${event.target.value}T12:00`)) : null)
              }
            />
          </Field>
        </div>
      ) : null}
    </div>
  );
}

function usualEnds(now: Date): { readonly at: string; readonly words: string }[] {
  const inDays = (days: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 12);
  const toFriday = (5 - now.getDay() + 7) % 7 || 7;
  const ends = [
    { day: inDays(1), words: "Tomorrow" },
    { day: inDays(toFriday), words: "Friday" },
    { day: inDays(7), words: "In a week" },
    { day: inDays(30), words: "In 30 days" },
    { day: inDays(90), words: "In 90 days" },
  ];
  const unlike = ends.filter(
    ({ day }, index) => ends.findIndex((each) => dayOf(each.day) === dayOf(day)) === index,
  );
  return unlike.map(({ day, words }) => ({ at: endOf(day), words: `${words} (end of ${long.format(day)})` }));
}

function endOf(day: Date): string {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate(), 23, 59, 59).toISOString();
}

/** As a date input has it: local, year first. */
function dayOf(date: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
