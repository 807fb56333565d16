import { CircleCheck, CirclePause, Mail } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { MemberStatus } from "@/lib/core/state";

const LOOKS = {
  ACTIVE: { tone: "good", icon: CircleCheck, words: "Active" },
  INVITED: { tone: "accent", icon: Mail, words: "Invited" },
  SUSPENDED: { tone: "warn", icon: CirclePause, words: "Suspended" },
} as const;

export function StatusBadge({ status }: { readonly status: MemberStatus }) {
  const { tone, icon: Icon, words } = LOOKS[status];
  return (
    <Badge tone={tone}>
      <Icon className="size-3" aria-hidden /> {words}
    </Badge>
  );
}
