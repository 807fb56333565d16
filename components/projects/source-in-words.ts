import type { Source } from "@/lib/core/access";
import type { DeskView } from "@/lib/core/view";

const day = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeZone: "UTC" });

/** "by the role Owner", "given directly, until Jun 3, 2027". */
export function sourceInWords(source: Source, { permissions }: DeskView): string {
  if (source.kind === "direct") return `given directly${until(source.expiresAt)}`;
  if (source.kind === "role") return `by the role ${source.roleName}${until(source.expiresAt)}`;
  const from = permissions.find(({ id }) => id === source.permissionId)?.displayName ?? source.permissionName;
  return `implied by ${from}`;
}

function until(expiresAt: string | null): string {
  return expiresAt === null ? "" : `, until ${day.format(new Date(expiresAt))}`;
}
