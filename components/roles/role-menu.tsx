"use client";
import { Ellipsis } from "lucide-react";
import { lazy } from "react";
import { Button } from "@/components/ui/button";
import { LateMenu } from "@/components/ui/late-menu";
import type { RoleItemsProps } from "./role-items";

const RoleItems = lazy(async () => ({ default: (await import("./role-items")).RoleItems }));

/** Everything that can be done with one role. */
export function RoleMenu(props: Omit<RoleItemsProps, "trigger">) {
  const trigger = (
    <Button look="quiet" size="icon" aria-label={`Actions for ${props.role.name}`}>
      <Ellipsis className="size-4" aria-hidden />
    </Button>
  );
  return <LateMenu trigger={trigger} menu={(button) => <RoleItems trigger={button} {...props} />} />;
}
