import { z } from "zod";
import { inOrganization, uuid } from "./shapes";

export const inMember = inOrganization.extend({ membership_id: uuid });
export const inRole = inOrganization.extend({ role_id: uuid });
export const inProject = inOrganization.extend({ project_id: uuid });

/** A permission by its uuid or by its name in any case. */
export const permissionReference = z
  .string()
  .trim()
  .min(1)
  .max(3000)
  .meta({ description: "A permission's uuid, or its name in any case." });

/** PostgreSQL's calendar and the four digits of a year have to meet. */
const isStorableTime = (text: string): boolean => {
  const time = new Date(text);
  return !Number.isNaN(time.getTime()) && /^\d{4}-/.test(time.toISOString()) && time.getUTCFullYear() > 0;
};

/** ISO 8601 with an offset or Z; from here on in UTC, with milliseconds, as the database's times are written. */
export const time = z.iso
  .datetime({ offset: true, abort: true })
  .refine(isStorableTime, "Not a time that can be kept.")
  .transform((text) => new Date(text).toISOString());

/** When something ends by itself; null or absent: never. */
export const expiry = time.nullable().optional();

/** A revision of an organization, as it stands in paths and queries. */
export const revision = z
  .string()
  .regex(/^\d{1,15}$/, "Input should be a whole number.")
  .transform(Number);

export const levelSchema = z.enum(["SYSTEM", "ORGANIZATION", "PROJECT"]);

/** The keys of `values` that are there: an absent filter is no filter. */
export function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
