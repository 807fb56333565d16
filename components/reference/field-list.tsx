import type { Schema, Schemas } from "./document";
import { Prose } from "./prose";
import { objectsIn, typeInWords } from "./schema";

interface ShapeProps {
  readonly schema: Schema;
  readonly schemas: Schemas;
  /** The names of the shapes around this one: a shape within itself is named, not listed again. */
  readonly within?: readonly string[];
}

/** A body: its type in words, and the fields of every object in it. */
export function Shape({ schema, schemas, within = [] }: ShapeProps) {
  const objects = objectsIn(schema, schemas).filter(({ name }) => !within.includes(name));
  const [only] = objects;
  if (!only)
    return within.length > 0 ? null : <p className="text-[13px] text-muted">{typeInWords(schema)}</p>;
  if (objects.length === 1 && within.length === 0)
    return <Fields schema={only.schema} schemas={schemas} within={[only.name || "this"]} />;
  return objects.map((object, index) => (
    <details key={object.name || `variant-${index}`} className="mt-1">
      <summary className="cursor-pointer py-0.5 text-[13px] text-muted hover:text-ink">
        Fields of {object.name || (objects.length > 1 ? `variant ${index + 1}` : "it")}
      </summary>
      <Fields
        schema={object.schema}
        schemas={schemas}
        within={object.name ? [...within, object.name] : [...within, `at-${within.length}`]}
      />
    </details>
  ));
}

interface FieldsProps extends ShapeProps {
  readonly within: readonly string[];
}

function Fields({ schema, schemas, within }: FieldsProps) {
  const { properties = {}, required = [] } = schema;
  return (
    <ul className="divide-y rounded-md border">
      {Object.entries(properties).map(([name, field]) => (
        <li key={name} className="px-3 py-1.5">
          <FieldHead
            name={name}
            type={typeInWords(field)}
            required={required.includes(name)}
            description={field.description}
          />
          {within.length < 5 ? <Shape schema={field} schemas={schemas} within={within} /> : null}
        </li>
      ))}
    </ul>
  );
}

interface FieldHeadProps {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly description?: string | undefined;
}

/** A field or a parameter in one line: its name, its type, whether it has to be there, what it means. */
export function FieldHead({ name, type, required, description }: FieldHeadProps) {
  return (
    <p className="text-[13px] [overflow-wrap:anywhere]">
      <code className="font-medium font-mono text-xs">{name}</code>{" "}
      <span className="text-muted text-xs">
        {type}
        {required ? " · required" : ""}
      </span>
      {description ? (
        <span className="block text-muted text-xs">
          <Prose text={description} />
        </span>
      ) : null}
    </p>
  );
}
