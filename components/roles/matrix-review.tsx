"use client";
import type { ReviewActions, Wanted } from "@/components/data/wanted";
import { Badge } from "@/components/ui/badge";
import type { Permission } from "@/lib/core/permission";
import type { DeskView } from "@/lib/core/view";
import type { Edit } from "./pending-edits";
import { Review } from "./review";

interface MatrixReviewProps {
  readonly desk: DeskView;
  readonly permissions: readonly Permission[];
  readonly matrix: {
    readonly edits: readonly Edit[];
    readonly changes: readonly Wanted[];
    readonly summary: string;
  };
  readonly actions: ReviewActions;
  readonly back?: string;
  readonly onClose: () => void;
  readonly onApplied: () => void;
}

/** The pending changes role by role, and what they do to the holders. */
export function MatrixReview({
  desk,
  permissions,
  matrix,
  actions,
  back = "Keep editing",
  onClose,
  onApplied,
}: MatrixReviewProps) {
  const { edits, changes, summary } = matrix;
  const names = new Map(permissions.map(({ id, displayName }) => [id, displayName]));
  return (
    <Review
      organizationId={desk.organization.id}
      changes={changes}
      roles={edits.map(({ role }) => role)}
      title={`Review ${summary}`}
      act="Apply"
      done={`${summary} applied.`}
      actions={actions}
      back={back}
      onClose={onClose}
      onApplied={onApplied}
    >
      <section aria-label="What changes in the roles" className="flex flex-col gap-2">
        {edits.map(({ role, add, remove }) => (
          <div key={role.id} className="flex flex-wrap items-center gap-1.5 text-[13px]">
            <span className="mr-1 font-medium">{role.name}</span>
            {add.map((id) => (
              <Badge key={id} tone="good">
                + {names.get(id) ?? id}
              </Badge>
            ))}
            {remove.map((id) => (
              <Badge key={id} tone="bad">
                − {names.get(id) ?? id}
              </Badge>
            ))}
          </div>
        ))}
      </section>
    </Review>
  );
}
