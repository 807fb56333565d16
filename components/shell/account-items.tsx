"use client";
import { Keyboard, LogOut, Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import type { MenuTrigger } from "@/components/ui/late-menu";
import { leave } from "@/components/ui/leave";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";

const THEMES = [
  { name: "system", label: "Like the system", icon: Monitor },
  { name: "light", label: "Light", icon: Sun },
  { name: "dark", label: "Dark", icon: Moon },
] as const;

interface AccountItemsProps {
  readonly trigger: MenuTrigger;
  readonly email: string | undefined;
  readonly onKeys: () => void;
}

export function AccountItems({ trigger, email, onKeys }: AccountItemsProps) {
  const { setTheme, theme } = useTheme();
  return (
    <Menu trigger={trigger} align="start" label="Account and appearance" startsOpen>
      <MenuLabel>{email}</MenuLabel>
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
