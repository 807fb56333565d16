"use client";
import { Field } from "@/components/ui/field";
import { Input, Select, Textarea } from "@/components/ui/input";
import { type Draft, keyOf, WAYS, type Way, waysOf } from "./call";
import type { Endpoint, Parameter } from "./document";
import { typeInWords } from "./schema";

interface TryFieldsProps {
  readonly id: string;
  readonly endpoint: Endpoint;
  readonly draft: Draft;
  /** The keys of what has to be filled in still. */
  readonly missing: readonly string[];
  readonly broken: string | undefined;
  readonly onDraft: (draft: Draft) => void;
}

/** What a call is made of: who asks, the parameters, the body. */
export function TryFields({ id, endpoint, draft, missing, broken, onDraft }: TryFieldsProps) {
  const ways = waysOf(endpoint);
  return (
    <>
      {ways.length > 0 ? (
        <Field label="Who asks" id={`${id}-way`}>
          <Select
            id={`${id}-way`}
            value={draft.way ?? ""}
            onChange={({ target }) => onDraft({ ...draft, way: target.value as Way })}
          >
            {ways.map((way) => (
              <option key={way} value={way}>
                {WAYS[way]}
              </option>
            ))}
          </Select>
        </Field>
      ) : null}
      <div className="grid gap-3 sm:grid-cols-2">
        {(endpoint.parameters ?? []).map((parameter) => (
          <ParameterField
            key={keyOf(parameter)}
            id={`${id}-${parameter.in}-${parameter.name}`}
            parameter={parameter}
            value={draft.values[keyOf(parameter)] ?? ""}
            missing={missing.includes(keyOf(parameter))}
            onValue={(value) => onDraft({ ...draft, values: { ...draft.values, [keyOf(parameter)]: value } })}
          />
        ))}
      </div>
      {endpoint.requestBody ? (
        <Field label="Body" id={`${id}-body`} error={broken}>
          <Textarea
            id={`${id}-body`}
            value={draft.body}
            rows={Math.min(16, draft.body.split("\n").length + 1)}
            spellCheck={false}
            aria-invalid={broken !== undefined}
            aria-describedby={broken ? `${id}-body-note` : undefined}
            onChange={({ target }) => onDraft({ ...draft, body: target.value })}
            className="font-mono text-xs"
          />
        </Field>
      ) : null}
    </>
  );
}

interface ParameterFieldProps {
  readonly id: string;
  readonly parameter: Parameter;
  readonly value: string;
  readonly missing: boolean;
  readonly onValue: (value: string) => void;
}

function ParameterField({ id, parameter, value, missing, onValue }: ParameterFieldProps) {
  const { name, schema, required } = parameter;
  const shared = {
    id,
    value,
    required: required === true,
    "aria-invalid": missing,
    "aria-describedby": missing ? `${id}-note` : undefined,
  };
  return (
    <Field label={name} id={id} error={missing ? "This has to be filled in." : undefined}>
      {schema.enum ? (
        <Select {...shared} onChange={({ target }) => onValue(target.value)}>
          <option value="">{required ? "Choose" : "Any"}</option>
          {schema.enum.map((each) => (
            <option key={String(each)}>{String(each)}</option>
          ))}
        </Select>
      ) : (
        <Input
          {...shared}
          autoComplete="off"
          spellCheck={false}
          placeholder={schema.default === undefined ? typeInWords(schema) : String(schema.default)}
          onChange={({ target }) => onValue(target.value)}
        />
      )}
    </Field>
  );
}
