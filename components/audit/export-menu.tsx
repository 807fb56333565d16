"use client";
import { Download } from "lucide-react";
import { lazy } from "react";
import { Button } from "@/components/ui/button";
import { LateMenu } from "@/components/ui/late-menu";
import type { ExportItemsProps } from "./export-items";

const ExportItems = lazy(async () => ({ default: (await import("./export-items")).ExportItems }));

/** What is shown, all of it, as a file. */
export function ExportMenu(props: Omit<ExportItemsProps, "trigger">) {
  const trigger = (
    <Button>
      <Download className="size-4" aria-hidden /> Export
    </Button>
  );
  return <LateMenu trigger={trigger} menu={(button) => <ExportItems trigger={button} {...props} />} />;
}
