"use client";
import { Download } from "lucide-react";
import { pathOf } from "@/components/data/queries";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem } from "@/components/ui/menu";
import type { AuditAsked } from "./queries";

interface ExportProps {
  readonly organizationId: string;
  readonly asked: AuditAsked;
}

/** What is shown, all of it, as a file. */
export function ExportMenu({ organizationId, asked }: ExportProps) {
  const href = (format: string) => pathOf(organizationId, "audit-log/export", { ...asked, format });
  const trigger = (
    <Button>
      <Download className="size-4" aria-hidden /> Export
    </Button>
  );
  return (
    <Menu trigger={trigger} label="Export">
      <MenuItem asChild>
        <a href={href("csv")} download>
          CSV, for a spreadsheet
        </a>
      </MenuItem>
      <MenuItem asChild>
        <a href={href("ndjson")} download>
          NDJSON, with the hashes
        </a>
      </MenuItem>
    </Menu>
  );
}
