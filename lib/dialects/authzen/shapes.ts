import { z } from "zod";

const text = z.string().max(1000);
const attributes = z
  .record(z.string(), z.unknown())
  .optional()
  .meta({ description: "Taken and not looked at: what a caller says of someone gives him nothing." });

export const subject = z.object({
  type: text.meta({ description: "`user`; nobody of another type may do anything." }),
  id: text.meta({ description: "A person's uuid or e-mail." }),
  properties: attributes,
});

export const resource = z.object({
  type: text.meta({ description: "`organization` or `project`." }),
  id: text.meta({ description: "Its uuid." }),
  properties: attributes,
});

export const action = z.object({
  name: text.meta({ description: "The name of a permission of the resource's level." }),
  properties: attributes,
});

/** A type to search for: an id beside it is ignored, whatever it is. */
export const searched = z.object({ type: text, properties: attributes });

export const context = attributes;

/** One question. */
export const evaluation = z.object({ subject, action, resource, context });

export type Subject = z.output<typeof subject>;
export type Resource = z.output<typeof resource>;
export type Evaluation = z.output<typeof evaluation>;

export const decisionSchema = z
  .object({
    decision: z.boolean(),
    context: z
      .object({
        reason: z.string().meta({ description: "Why not, in a sentence." }),
        error: z
          .object({ status: z.int(), message: z.string() })
          .optional()
          .meta({ description: "The question could not be put: it names what is not there for the caller." }),
      })
      .optional()
      .meta({ description: "With a denial." }),
  })
  .meta({ id: "Decision" });

export type Decision = z.output<typeof decisionSchema>;
