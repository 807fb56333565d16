"use client";
import Link from "next/link";
import { parseAsBoolean, useQueryState } from "nuqs";
import { Button } from "@/components/ui/button";
import type { OverviewView, PermissionReach } from "@/lib/core/overview";
import type { Permission } from "@/lib/core/permission";
import { Nothing, Panel } from "./panel";

interface ReachPanelProps {
  readonly overview: OverviewView;
  readonly permissions: readonly Permission[];
  readonly at: (path: string) => string;
}

const SHOWN = 10;

/** How many hold each permission, and through what; the bar is their share of everyone who is not shut out. */
export function ReachPanel({ overview, permissions, at }: ReachPanelProps) {
  const [all, setAll] = useQueryState("reach", parseAsBoolean.withDefault(false));
  const byId = new Map(overview.reach.map((each) => [each.permissionId, each]));
  const rows = permissions
    .map((permission) => ({ permission, reach: byId.get(permission.id) ?? none(permission.id) }))
    .sort((a, b) => b.reach.total - a.reach.total);
  const everyone = overview.people.active + overview.people.invited;
  const shown = all ? rows : rows.slice(0, SHOWN);
  return (
    <Panel title="Permissions by reach" href={at("/access")} linkText="Access matrix">
      {rows.length === 0 ? <Nothing>There are no permissions here.</Nothing> : null}
      <div className="overflow-x-auto">
        <table className="w-full text-[13px] tabular-nums">
          <thead>
            <tr className="border-b text-left text-muted text-xs">
              <th scope="col" className="px-4 py-1.5 font-medium">
                Permission
              </th>
              <th scope="col" className="px-2 py-1.5 text-right font-medium">
                People
              </th>
              <th scope="col" className="hidden px-2 py-1.5 text-right font-medium sm:table-cell">
                Direct
              </th>
              <th scope="col" className="hidden px-4 py-1.5 text-right font-medium sm:table-cell">
                By role
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ permission, reach }) => (
              <Row key={permission.id} permission={permission} reach={reach} everyone={everyone} at={at} />
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > SHOWN ? (
        <div className="border-t px-2 py-1">
          <Button
            look="quiet"
            size="small"
            aria-expanded={all}
            onClick={() => void setAll(all ? null : true)}
          >
            {all ? "Show fewer" : `Show all ${rows.length}`}
          </Button>
        </div>
      ) : null}
    </Panel>
  );
}

interface RowProps {
  readonly permission: Permission;
  readonly reach: PermissionReach;
  readonly everyone: number;
  readonly at: (path: string) => string;
}

function Row({ permission, reach, everyone, at }: RowProps) {
  const share = everyone === 0 ? 0 : Math.min(1, reach.total / everyone);
  return (
    <tr className="border-b last:border-b-0 hover:bg-sunken">
      <th scope="row" className="px-4 py-1.5 text-left font-normal">
        <Link
          href={at(`/members?permission=${permission.id}`)}
          title={permission.name}
          className="hover:underline"
        >
          {permission.displayName}
        </Link>
        <span aria-hidden className="mt-1 block h-1 overflow-hidden rounded-full bg-sunken">
          <span className="block h-full rounded-full bg-accent" style={{ width: `${share * 100}%` }} />
        </span>
      </th>
      <td className="px-2 text-right font-medium">{reach.total.toLocaleString("en")}</td>
      <td className="hidden px-2 text-right text-muted sm:table-cell">{reach.direct.toLocaleString("en")}</td>
      <td className="hidden px-4 text-right text-muted sm:table-cell">{reach.byRole.toLocaleString("en")}</td>
    </tr>
  );
}

function none(permissionId: string): PermissionReach {
  return { permissionId, total: 0, direct: 0, byRole: 0 };
}
