// dependency-cruiser reads TypeScript through the compiler's API, which TypeScript 7 does not have. Loaded in front of
// it, this answers its "typescript" with the last version that does; without it, it would silently find no import at all.
import Module, { register } from "node:module";

const resolve = Module._resolveFilename;
Module._resolveFilename = (request, ...rest) =>
  resolve(request.replace(/^typescript(?=\/|$)/, "typescript-6"), ...rest);

const hooks = `export const resolve = (name, context, next) => next(name === "typescript" ? "typescript-6" : name, context);`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
