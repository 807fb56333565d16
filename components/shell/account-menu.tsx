"use client";
import { Keyboard, LogOut, Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { nameOf } from "@/components/data/explain";
import { Avatar } from "@/components/ui/avatar";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import type { MeView } from "@/lib/core/view";

const THEMES = [
  { name: "system", label: "Like the system", icon: Monitor },
  { name: "light", label: "Light", icon: Sun },
  { name: "dark", label: "Dark", icon: Moon },
] as const;

interface AccountMenuProps {
  readonly me: MeView | undefined;
  readonly onKeys: () => void;
}

export function AccountMenu({ me, onKeys }: AccountMenuProps) {
  const { setTheme, theme } = useTheme();
  const name = me ? nameOf(me.person) : "…";
  const trigger = (
    <button type="button" className="flex h-10 items-center gap-2 rounded-md px-2 text-left hover:bg-surface">
      <Avatar name={name} size={24} />
      <span className="min-w-0 flex-1 truncate text-[13px]">{name}</span>
      <span className="sr-only">Account and appearance</span>
    </button>
  );
  return (
    <Menu trigger={trigger} align="start" label="Account and appearance">
      <MenuLabel>{me?.person.email}</MenuLabel>
      {THEMES.map(({ name: value, label, icon: Icon }) => (
        <MenuItem key={value} onSelect={() => setTheme(value)}>
          <Icon className="size-4" aria-hidden /> {label}
          {theme === value ? <span className="ml-auto text-accent">●</span> : null}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem onSelect={onKeys}>
        <Keyboard className="size-4" aria-hidden /> Keys
        <kbd className="ml-auto font-sans text-muted text-xs">?</kbd>
      </MenuItem>
      <MenuItem onSelect={() => void leave()}>
        <LogOut className="size-4" aria-hidden /> Sign out
      </MenuItem>
    </Menu>
  );
}

/** The library comes when it is needed: it is as large as the rest of the rail. */
async function leave(): Promise<void> {
  const { signOut } = await import("next-auth/react");
  await signOut({ callbackUrl: "/sign-in" });
}
