"use client";
import { pathOf } from "@/components/data/queries";
import type { MenuTrigger } from "@/components/ui/late-menu";
import { Menu, MenuItem } from "@/components/ui/menu";
import type { AuditAsked } from "./queries";

export interface ExportItemsProps {
  readonly trigger: MenuTrigger;
  readonly organizationId: string;
  readonly asked: AuditAsked;
}

export function ExportItems({ trigger, organizationId, asked }: ExportItemsProps) {
  const href = (format: string) => pathOf(organizationId, "audit-log/export", { ...asked, format });
  return (
    <Menu trigger={trigger} label="Export" startsOpen>
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
