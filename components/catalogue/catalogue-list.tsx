import { grouped } from "@/components/people/group";
import { listed } from "@/components/people/words";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Empty, ListFrame } from "@/components/ui/states";
import type { Permission } from "@/lib/core/permission";

interface ListProps {
  readonly permissions: readonly Permission[];
  /** The whole catalogue, to say what is implied. */
  readonly all: readonly Permission[];
  readonly onOpen: (id: string) => void;
  readonly onClear: () => void;
}

/** Permissions by group; each opens. */
export function CatalogueList({ permissions, all, onOpen, onClear }: ListProps) {
  const names = new Map(all.map(({ id, displayName }) => [id, displayName]));
  if (permissions.length === 0)
    return (
      <Empty title="No permission fits" action={<Button onClick={onClear}>Clear the search</Button>}>
        Try fewer letters, or look at another level.
      </Empty>
    );
  return (
    <ListFrame>
      {grouped(permissions).map(({ grouping, permissions: rows }) => (
        <section key={grouping} aria-label={grouping}>
          <h2 className="flex items-baseline justify-between border-b bg-sunken px-4 py-1 font-medium text-xs">
            {grouping}
            <span className="font-normal text-muted tabular-nums">{rows.length}</span>
          </h2>
          <ul className="divide-y border-b [contain-intrinsic-size:auto_49px] [content-visibility:auto]">
            {rows.map((permission) => (
              <Row key={permission.id} permission={permission} names={names} onOpen={onOpen} />
            ))}
          </ul>
        </section>
      ))}
    </ListFrame>
  );
}

interface RowProps {
  readonly permission: Permission;
  readonly names: ReadonlyMap<string, string>;
  readonly onOpen: (id: string) => void;
}

function Row({ permission, names, onOpen }: RowProps) {
  const { id, name, displayName, description, gated, administrative, isDefault, implies } = permission;
  const implied = implies.flatMap((each) => names.get(each) ?? []);
  return (
    <li>
      <button
        type="button"
        onClick={() => onOpen(id)}
        className="flex w-full flex-wrap items-start gap-x-3 gap-y-1 px-4 py-2 text-left text-[13px] hover:bg-sunken"
      >
        <span className="min-w-0 flex-1 basis-64">
          <span className="font-medium">{displayName}</span>
          {name === displayName ? null : (
            <span className="ml-2 break-all font-mono text-muted text-xs">{name}</span>
          )}
          <span className="block text-muted text-xs">
            {description ?? "No description"}
            {implied.length > 0 ? ` · implies ${listed(implied, 3)}` : ""}
          </span>
        </span>
        <span className="flex flex-wrap gap-1">
          {gated ? <Badge tone="warn">gated</Badge> : null}
          {administrative ? <Badge tone="accent">administrative</Badge> : null}
          {isDefault ? <Badge>default</Badge> : null}
        </span>
      </button>
    </li>
  );
}
