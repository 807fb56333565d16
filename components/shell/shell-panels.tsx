"use client";
import dynamic from "next/dynamic";
import type { Place } from "./navigation";

// Fetched when they are first opened: every page has them and few visits need them.
const CommandPalette = dynamic(() => import("./command-palette").then((module) => module.CommandPalette));
const KeysDialog = dynamic(() => import("./keys-dialog").then((module) => module.KeysDialog));

export type ShellPanel = "palette" | "keys";

interface ShellPanelsProps {
  readonly organizationId: string | null;
  readonly places: readonly Place[];
  readonly panel: ShellPanel | null;
  readonly onPanel: (panel: ShellPanel | null) => void;
}

/** What can be opened from every page. */
export function ShellPanels({ organizationId, places, panel, onPanel }: ShellPanelsProps) {
  const close = () => onPanel(null);
  if (panel === "palette")
    return <CommandPalette organizationId={organizationId} open onOpenChange={close} />;
  return panel === "keys" ? <KeysDialog places={places} open onOpenChange={close} /> : null;
}
