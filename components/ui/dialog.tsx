"use client";
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { type ReactNode, useRef } from "react";
import { Button } from "./button";
import { cn } from "./cn";
import { openerNow } from "./opener";

interface DialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  readonly description?: ReactNode;
  readonly children?: ReactNode;
  readonly footer?: ReactNode;
  /** A panel at the right edge instead of a box in the middle. */
  readonly side?: boolean;
  readonly wide?: boolean;
}

/** Where one begins to type or to choose, if the dialog has such a place; else at its first button. */
const FIELDS = "input:not(:disabled), textarea:not(:disabled), select:not(:disabled)";

/** A modal; on a narrow screen it takes the lower part. Focus is kept inside and goes back where it was. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  children,
  footer,
  side,
  wide,
}: DialogProps) {
  // Without a trigger of its own Radix does not know where the focus came from.
  const opener = useRef<Element | null>(null);
  const body = useRef<HTMLDivElement>(null);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/40" />
        <Radix.Content
          onOpenAutoFocus={(event) => {
            opener.current = openerNow();
            const field = body.current?.querySelector<HTMLElement>(FIELDS);
            if (!field) return;
            event.preventDefault();
            field.focus();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (opener.current instanceof HTMLElement) opener.current.focus();
          }}
          {...(description ? {} : { "aria-describedby": undefined })}
          className={cn(
            "fixed z-50 flex flex-col border bg-raised shadow-pop",
            side
              ? "inset-y-0 right-0 w-full max-w-lg border-y-0 border-r-0"
              : "inset-x-0 bottom-0 max-h-[90dvh] rounded-t-lg sm:inset-x-auto sm:top-1/2 sm:bottom-auto sm:left-1/2 sm:w-full sm:max-w-md sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-lg",
            wide && (side ? "max-w-2xl" : "sm:max-w-2xl"),
          )}
        >
          <div className={cn("flex items-start justify-between gap-4 px-4 py-3", children && "border-b")}>
            <div>
              <Radix.Title className="font-semibold text-[15px]">{title}</Radix.Title>
              {description ? (
                <Radix.Description className="mt-0.5 text-[13px] text-muted">{description}</Radix.Description>
              ) : null}
            </div>
            <Radix.Close asChild>
              <Button look="quiet" size="icon" aria-label="Close" className="-mr-1 -mt-0.5">
                <X className="size-4" aria-hidden />
              </Button>
            </Radix.Close>
          </div>
          {children ? (
            <div ref={body} className="min-h-0 flex-1 overflow-y-auto px-4 py-4">
              {children}
            </div>
          ) : null}
          {footer ? <div className="flex justify-end gap-2 border-t px-4 py-3">{footer}</div> : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
