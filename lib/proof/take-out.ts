import path from "node:path";
import type { Plugin } from "vitest/config";
import type { Control } from "./control";
import { controls } from "./controls";

/** The control that GUARD_OUT names; undefined where it names none. Throws where no control is called so. */
export function controlOf(name = process.env.GUARD_OUT): Control | undefined {
  const control = controls.find((each) => each.name === name);
  if (name && !control) throw new Error(`No control is called "${name}".`);
  return control;
}

/**
 * Those of one process come to an organization in turn, which two processes do not: everyone in a test asks as if he had
 * a process of his own, or no race would ever reach the database.
 */
const APART = {
  file: "lib/operations/change-access.ts",
  turn: "isInTransaction() ? act : inOrder",
  none: "act ?? inOrder",
};

/** Loads the program without the guard of a control; with every guard where there is none, or where it is one of the schema. */
export function takeOut(root: string, control = controlOf()): Plugin {
  return {
    name: "grantdesk-take-out",
    enforce: "pre",
    transform(code, id) {
      const file = path.relative(root, id.split("?")[0] ?? "");
      let taken = code;
      if (file === APART.file && !(control && "file" in control && control.guard === APART.turn))
        taken = replaced(taken, file, APART.turn, APART.none);
      if (control && "file" in control && file === control.file)
        taken = replaced(taken, file, control.guard, control.without);
      return taken === code ? null : { code: taken, map: null };
    },
  };
}

function replaced(code: string, file: string, text: string, other: string): string {
  const parts = code.split(text);
  if (parts.length !== 2) throw new Error(`${file} holds "${text}" ${parts.length - 1} times.`);
  return parts.join(other);
}
