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

/** Loads the program without the guard of a control; with every guard where there is none, or where it is one of the schema. */
export function takeOut(root: string, control = controlOf()): Plugin {
  return {
    name: "grantdesk-take-out",
    enforce: "pre",
    transform(code, id) {
      if (!control || "sql" in control) return null;
      if (id.split("?")[0] !== path.join(root, control.file)) return null;
      const parts = code.split(control.guard);
      if (parts.length !== 2)
        throw new Error(`${control.file} holds "${control.guard}" ${parts.length - 1} times.`);
      return { code: parts.join(control.without), map: null };
    },
  };
}
