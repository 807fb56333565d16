import path from "node:path";
import type { Plugin } from "vitest/config";
import { controls } from "./controls";

/** Loads the program without the guard that GUARD_OUT names; with every guard where it names none. */
export function takeOut(root: string, name = process.env.GUARD_OUT): Plugin {
  const control = controls.find((each) => each.name === name);
  if (name && !control) throw new Error(`No control is called "${name}".`);
  return {
    name: "grantdesk-take-out",
    enforce: "pre",
    transform(code, id) {
      if (!control || id.split("?")[0] !== path.join(root, control.file)) return null;
      const parts = code.split(control.guard);
      if (parts.length !== 2)
        throw new Error(`${control.file} holds "${control.guard}" ${parts.length - 1} times.`);
      return { code: parts.join(control.without), map: null };
    },
  };
}
