import { Badge } from "@/components/ui/badge";

interface BadgeProps {
  readonly project: { readonly name: string; readonly isDefault: boolean };
}

/** Which project came with the organization, where its name does not say so already. */
export function DefaultBadge({ project: { name, isDefault } }: BadgeProps) {
  if (!isDefault || /^default( project)?$/i.test(name.trim())) return null;
  return <Badge>Default project</Badge>;
}
