import { test } from "vitest";
import { DOORS } from "./all";
import type { Door } from "./door";

/** A promise that every door keeps, but those that cannot be asked for it: named by their titles, with the cause at the call. */
export function promise(
  name: string,
  notThrough: readonly string[],
  keep: (door: Door) => Promise<void>,
): void {
  for (const door of DOORS.filter(({ title }) => !notThrough.includes(title)))
    test(`${name}: through ${door.title}`, () => keep(door));
}
