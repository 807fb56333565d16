"use client";
import { DropdownMenu } from "radix-ui";
import { type ReactNode, useRef, useState } from "react";
import { cn } from "./cn";
import { noteMenuButton } from "./opener";

interface MenuProps {
  readonly trigger: ReactNode;
  readonly children: ReactNode;
  readonly align?: "start" | "end";
  readonly label?: string;
  /** It is made because someone has asked for it. */
  readonly startsOpen?: boolean;
}

/** Opens where its trigger belongs, so that who goes by landmarks finds it there: in the dialog, or in the page. */
export function Menu({ trigger, children, align = "end", label, startsOpen = false }: MenuProps) {
  const opener = useRef<HTMLButtonElement>(null);
  const [home, setHome] = useState<HTMLElement>();
  const open = (button: HTMLButtonElement) => {
    noteMenuButton(button);
    setHome(homeOf(button));
  };
  const settle = (button: HTMLButtonElement | null) => {
    opener.current = button;
    if (startsOpen && button && !home) open(button);
  };
  return (
    <DropdownMenu.Root
      modal={false}
      defaultOpen={startsOpen}
      onOpenChange={(opens) => opens && opener.current && open(opener.current)}
    >
      <DropdownMenu.Trigger ref={settle} asChild>
        {trigger}
      </DropdownMenu.Trigger>
      {home ? (
        <DropdownMenu.Portal container={home}>
          <DropdownMenu.Content
            align={align}
            sideOffset={4}
            aria-label={label}
            className="z-50 max-h-96 min-w-48 overflow-y-auto rounded-lg border bg-raised p-1 shadow-pop"
          >
            {children}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      ) : null}
    </DropdownMenu.Root>
  );
}

function homeOf(button: HTMLButtonElement): HTMLElement {
  return button.closest<HTMLElement>("[role=dialog]") ?? document.getElementById("main") ?? document.body;
}

interface MenuItemProps {
  readonly children: ReactNode;
  readonly onSelect?: () => void;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly asChild?: boolean;
}

export function MenuItem({ children, onSelect, danger, disabled, asChild }: MenuItemProps) {
  return (
    <DropdownMenu.Item
      {...(onSelect ? { onSelect } : {})}
      disabled={disabled ?? false}
      asChild={asChild ?? false}
      className={cn(
        "flex h-8 cursor-default select-none items-center gap-2 rounded-md px-2 text-[13px] outline-none data-[highlighted]:bg-sunken data-[disabled]:opacity-50",
        danger && "text-bad data-[highlighted]:bg-bad-soft",
      )}
    >
      {children}
    </DropdownMenu.Item>
  );
}

export function MenuLabel({ children }: { readonly children: ReactNode }) {
  return <DropdownMenu.Label className="px-2 py-1 text-muted text-xs">{children}</DropdownMenu.Label>;
}

export function MenuSeparator() {
  return <DropdownMenu.Separator className="my-1 h-px bg-line" />;
}
