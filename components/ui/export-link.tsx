import { Download } from "lucide-react";
import { Button } from "./button";

/** Saves what a list shows as a file for spreadsheets. */
export function ExportLink({ href }: { readonly href: string }) {
  return (
    <Button asChild>
      <a href={href} download>
        <Download className="size-3.5" aria-hidden /> Export CSV
      </a>
    </Button>
  );
}
