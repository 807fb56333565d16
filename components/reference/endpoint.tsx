"use client";
import { ChevronRight } from "lucide-react";
import { cn } from "@/components/ui/cn";
import type { Endpoint, Schemas } from "./document";
import { FieldHead, Shape } from "./field-list";
import { Prose } from "./prose";
import { typeInWords } from "./schema";
import { TryCall } from "./try-call";

/** What every call on the page shares. The secret lives here, in memory, and is gone with the page. */
export interface Caller {
  readonly origin: string;
  readonly schemas: Schemas;
  readonly secret: string;
  readonly organizationId: string | null;
}

interface EndpointEntryProps {
  readonly endpoint: Endpoint;
  readonly caller: Caller;
  readonly open: boolean;
  readonly onToggle: () => void;
}

/** One endpoint: a line, and on demand all that is to be known of it, with a way to try it. */
export function EndpointEntry({ endpoint, caller, open, onToggle }: EndpointEntryProps) {
  const { operationId, method, path, summary } = endpoint;
  return (
    <li id={operationId} className="scroll-mt-28">
      <h3>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={`${operationId}-details`}
          onClick={onToggle}
          className="flex w-full items-start gap-2 px-3 py-2 text-left text-[13px] -outline-offset-2 hover:bg-sunken"
        >
          <ChevronRight
            className={cn("mt-0.5 size-4 shrink-0 text-faint", open && "rotate-90")}
            aria-hidden
          />
          <span className="w-14 shrink-0 pt-px font-medium font-mono text-muted text-xs">{method}</span>
          <span className="min-w-0 flex-1">
            <span className="block font-mono text-xs leading-5 [overflow-wrap:anywhere]">{path}</span>
            <span className="block font-normal text-muted">{summary}</span>
          </span>
        </button>
      </h3>
      <div id={`${operationId}-details`} hidden={!open}>
        {open ? <Details endpoint={endpoint} caller={caller} /> : null}
      </div>
    </li>
  );
}

function Details({ endpoint, caller }: { readonly endpoint: Endpoint; readonly caller: Caller }) {
  const needs = endpoint["x-needs"];
  return (
    <div className="grid gap-6 border-t bg-canvas px-3 py-4 sm:px-4 xl:grid-cols-2">
      <div className="flex min-w-0 flex-col gap-4">
        <p className="text-[13px]">
          <span className="font-medium">Needs</span>{" "}
          <span className="text-muted">{needs ?? "no permission"}</span>
        </p>
        <Asked endpoint={endpoint} schemas={caller.schemas} />
        <Answers endpoint={endpoint} schemas={caller.schemas} />
      </div>
      <TryCall endpoint={endpoint} caller={caller} />
    </div>
  );
}

interface PartProps {
  readonly endpoint: Endpoint;
  readonly schemas: Schemas;
}

function Asked({ endpoint, schemas }: PartProps) {
  const { parameters = [], requestBody } = endpoint;
  const body = requestBody?.content["application/json"]?.schema;
  return (
    <>
      {parameters.length > 0 ? (
        <section>
          <h4 className="mb-1.5 font-medium text-[13px]">Parameters</h4>
          <ul className="divide-y rounded-md border">
            {parameters.map(({ in: place, name, schema, required, description }) => (
              <li key={`${place} ${name}`} className="px-3 py-1.5">
                <FieldHead
                  name={name}
                  type={`${typeInWords(schema)} · in the ${place}`}
                  required={required === true}
                  description={description}
                />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {body ? (
        <section>
          <h4 className="mb-1.5 font-medium text-[13px]">
            Body <span className="font-normal text-muted">{typeInWords(body)}</span>
          </h4>
          <Shape schema={body} schemas={schemas} />
        </section>
      ) : null}
    </>
  );
}

function Answers({ endpoint, schemas }: PartProps) {
  return (
    <section>
      <h4 className="mb-1.5 font-medium text-[13px]">Answers</h4>
      <ul className="flex flex-col gap-2">
        {Object.entries(endpoint.responses).map(([status, { description, content }]) => {
          const schema = content?.["application/json"]?.schema;
          const said = schema ? typeInWords(schema) : description;
          return (
            <li key={status} className="text-[13px]">
              <p className="[overflow-wrap:anywhere]">
                <code className="font-medium font-mono text-xs">
                  {status === "default" ? "Otherwise" : status}
                </code>{" "}
                <span className="text-muted text-xs">
                  <Prose text={said} />
                </span>
              </p>
              {schema ? <Shape schema={schema} schemas={schemas} within={["answer"]} /> : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
