import type { LucideIcon } from "lucide-react";
import Link from "next/link";
import { cn } from "@/components/ui/cn";

interface RailLinkProps {
  readonly href: string;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly current: boolean;
  readonly onGo: () => void;
}

export function RailLink({ href, label, icon: Icon, current, onGo }: RailLinkProps) {
  return (
    <Link
      href={href}
      onClick={onGo}
      aria-current={current ? "page" : undefined}
      className={cn(
        "flex h-8 items-center gap-2 rounded-md px-2 text-[13px] text-muted hover:bg-surface hover:text-ink",
        current && "bg-surface font-medium text-ink shadow-[0_0_0_1px_var(--line)] dark:bg-raised",
      )}
    >
      <Icon className="size-4" aria-hidden /> {label}
    </Link>
  );
}
