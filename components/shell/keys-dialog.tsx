"use client";
import Link from "next/link";
import { Fragment, type ReactNode } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Switch } from "@/components/ui/switch";
import type { Place } from "./navigation";
import { useSingleKeys } from "./use-single-keys";

interface KeysDialogProps {
  readonly places: readonly Place[];
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** What a key does, and the keys: together with +, or one after another. */
type Line = readonly [does: string, ...keys: readonly (readonly string[])[]];

const ANYWHERE: readonly Line[] = [
  ["Search and commands", ["Ctrl", "K"]],
  ["Close what is open", ["Esc"]],
];

const SINGLE: readonly Line[] = [
  ["Search on this page", ["/"]],
  ["Show these keys", ["?"]],
];

const MATRIX: readonly Line[] = [
  ["Move", ["← ↑ ↓ →"]],
  ["Start or end of the row", ["Home"], ["End"]],
  ["Ten rows up or down", ["PageUp"], ["PageDown"]],
  ["Tick or untick", ["Space"]],
  ["Choose several cells", ["Shift", "← ↑ ↓ →"]],
  ["Where access comes from", ["Enter"]],
  ["Copy a person's permissions", ["Ctrl", "C"]],
  ["Give them to another person", ["Ctrl", "V"]],
  ["Take back the last tick", ["Ctrl", "Z"]],
  ["Review what is pending", ["Ctrl", "Enter"]],
];

/** Every key that does something; the places are links as well. */
export function KeysDialog({ places, open, onOpenChange }: KeysDialogProps) {
  const close = () => onOpenChange(false);
  const [single, setSingle] = useSingleKeys();
  return (
    <Dialog
      wide
      open={open}
      onOpenChange={onOpenChange}
      title="Keys"
      description="On a Mac, ⌘ stands for Ctrl."
    >
      <div className="grid gap-x-10 gap-y-5 sm:grid-cols-2">
        <div className="flex flex-col gap-5">
          <Keys title="Anywhere" lines={ANYWHERE} />
          <div className="flex items-center justify-between gap-4 rounded-md border px-3 py-2">
            <div>
              <p id="single-keys" className="font-medium text-[13px]">
                Single-letter keys
              </p>
              <p className="text-muted text-xs">Those below. Off is safer with speech input.</p>
            </div>
            <Switch on={single} onChange={setSingle} labelledBy="single-keys" />
          </div>
          {single ? <Keys title="Outside of fields" lines={SINGLE} /> : null}
          {single && places.length > 0 ? <GoTo places={places} onGo={close} /> : null}
        </div>
        <Keys title="In a matrix" lines={MATRIX} />
      </div>
    </Dialog>
  );
}

function GoTo({ places, onGo }: { readonly places: readonly Place[]; readonly onGo: () => void }) {
  return (
    <Section title="Go to">
      {places
        .filter(({ key }) => key.length === 1)
        .map(({ href, label, key }) => (
          <Entry key={href} keys={[["g"], [key]]} join="then">
            <Link href={href} onClick={onGo} className="hover:underline">
              {label}
            </Link>
          </Entry>
        ))}
    </Section>
  );
}

function Keys({ title, lines }: { readonly title: string; readonly lines: readonly Line[] }) {
  return (
    <Section title={title}>
      {lines.map(([does, ...keys]) => (
        <Entry key={does} keys={keys} join="or">
          {does}
        </Entry>
      ))}
    </Section>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1 font-medium text-muted text-xs">{title}</h3>
      <dl className="text-[13px]">{children}</dl>
    </section>
  );
}

interface EntryProps {
  readonly keys: readonly (readonly string[])[];
  readonly join: "then" | "or";
  readonly children: ReactNode;
}

function Entry({ keys, join, children }: EntryProps) {
  return (
    <div className="flex min-h-7 items-center justify-between gap-4">
      <dt className="min-w-0">{children}</dt>
      <dd className="flex shrink-0 items-center gap-1 text-muted text-xs">
        {keys.map((chord, index) => (
          <Fragment key={chord.join(" ")}>
            {index > 0 ? <span>{join}</span> : null}
            {chord.map((key) => (
              <kbd
                key={key}
                className="min-w-5 rounded border bg-sunken px-1 py-0.5 text-center font-sans text-ink"
              >
                {key}
              </kbd>
            ))}
          </Fragment>
        ))}
      </dd>
    </div>
  );
}
