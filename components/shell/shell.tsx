"use client";
import { useQuery } from "@tanstack/react-query";
import { Menu as MenuIcon, Search } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { type ReactNode, useState } from "react";
import { deskQuery, meQuery } from "@/components/data/queries";
import { useLiveUpdates } from "@/components/data/use-live-updates";
import { type StopView, ViewBanner } from "@/components/support/view-banner";
import { Button } from "@/components/ui/button";
import { AccountMenu } from "./account-menu";
import { OrganizationSwitcher } from "./organization-switcher";
import { RailLink } from "./rail-link";
import { type ShellPanel, ShellPanels } from "./shell-panels";
import { usePaletteKey } from "./use-palette-key";
import { usePlaces } from "./use-places";
import { useShellKeys } from "./use-shell-keys";

interface ShellProps {
  readonly organizationId: string | null;
  readonly children: ReactNode;
  readonly stopView: StopView;
}

/** The frame of every signed-in page: rail, palette, account; below 768 px the rail is a drawer. */
export function Shell({ organizationId, children, stopView }: ShellProps) {
  const [drawer, setDrawer] = useState(false);
  const [panel, setPanel] = useState<ShellPanel | null>(null);
  const places = usePlaces(organizationId);
  const viewing = useQuery(meQuery()).data?.viewing;
  useLiveUpdates(organizationId);
  useShellKeys(places, () => setPanel("keys"));
  usePaletteKey(() => setPanel("palette"));
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[232px_1fr]">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-accent focus:px-3 focus:py-2 focus:text-accent-ink"
      >
        Skip to content
      </a>
      <header className="sticky top-0 z-30 flex h-12 items-center gap-2 border-b bg-surface px-3 md:hidden">
        <Button
          look="quiet"
          size="icon"
          aria-label="Menu"
          aria-expanded={drawer}
          onClick={() => setDrawer(!drawer)}
        >
          <MenuIcon className="size-4" aria-hidden />
        </Button>
        <span className="font-semibold">Grantdesk</span>
        <Button
          look="quiet"
          size="icon"
          aria-label="Search and commands"
          className="ml-auto"
          onClick={() => setPanel("palette")}
        >
          <Search className="size-4" aria-hidden />
        </Button>
      </header>
      {drawer ? (
        <button
          type="button"
          aria-label="Close menu"
          className="fixed inset-0 z-30 bg-black/40 md:hidden"
          onClick={() => setDrawer(false)}
        />
      ) : null}
      <Rail
        organizationId={organizationId}
        drawer={drawer}
        onGo={() => setDrawer(false)}
        onSearch={() => setPanel("palette")}
        onKeys={() => setPanel("keys")}
      />
      <main id="main" className="min-w-0">
        {viewing ? <ViewBanner viewing={viewing} stopView={stopView} /> : null}
        {children}
      </main>
      <ShellPanels organizationId={organizationId} places={places} panel={panel} onPanel={setPanel} />
    </div>
  );
}

interface RailProps {
  readonly organizationId: string | null;
  readonly drawer: boolean;
  readonly onGo: () => void;
  readonly onSearch: () => void;
  readonly onKeys: () => void;
}

function Rail({ organizationId, drawer, onGo, onSearch, onKeys }: RailProps) {
  const pathname = usePathname();
  const me = useQuery(meQuery()).data;
  const desk = useQuery({ ...deskQuery(organizationId ?? ""), enabled: organizationId !== null }).data;
  const places = usePlaces(organizationId);
  return (
    <nav
      aria-label="Main"
      className={`${drawer ? "flex" : "hidden"} fixed inset-y-0 left-0 z-40 w-60 flex-col gap-1 border-r bg-sunken p-2 md:sticky md:top-0 md:z-auto md:flex md:h-dvh md:w-auto`}
    >
      <OrganizationSwitcher me={me} current={desk?.organization} />
      <button
        type="button"
        onClick={onSearch}
        className="mb-2 flex h-8 items-center gap-2 rounded-md border bg-surface px-2 text-[13px] text-muted hover:text-ink"
      >
        <Search className="size-3.5" aria-hidden /> Search{" "}
        <kbd className="ml-auto font-sans text-xs">Ctrl K</kbd>
      </button>
      <ul className="flex flex-col gap-px">
        {places.map(({ href, label, icon }) => (
          <li key={href}>
            <RailLink
              href={href}
              label={label}
              icon={icon}
              current={pathname === href || (href !== places[0]?.href && pathname.startsWith(`${href}/`))}
              onGo={onGo}
            />
          </li>
        ))}
      </ul>
      <div className="mt-auto flex flex-col gap-1">
        {me?.operates ? (
          <Link
            href="/support"
            onClick={onGo}
            className="rounded-md border border-dashed px-2 py-1.5 font-medium text-[13px] hover:bg-surface"
          >
            Support desk
          </Link>
        ) : null}
        <AccountMenu me={me} onKeys={onKeys} />
      </div>
    </nav>
  );
}
