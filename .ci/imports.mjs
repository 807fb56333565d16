// Who may import whom. imports.test.ts beside this plants violations of every rule and fails when one is not found.

/** The rooms of lib, and the other rooms that each may import. All but core may import lib/env.ts, lib/log.ts, lib/metrics.ts, lib/doors.mjs, lib/request-notes.mjs and lib/tracing.mjs too. */
const rooms = {
  core: [],
  store: ["core"],
  identity: ["core", "store", "mail"],
  operations: ["core", "store", "mail"],
  live: ["core", "store"],
  hooks: ["core", "store", "operations", "live"],
  mail: [],
  web: ["core"],
  dialects: ["core", "operations", "identity", "web"],
};
const outside = ["boot", "testing", "proof"];

const ours = "^(app|components|lib|prisma|e2e|bench)/";
const client = "^prisma/client/";
const tests = "[.](test|spec|proof)[.]tsx?$";
const env = "^lib/(doors|env|log|metrics|request-notes|tracing)[.]m?[jt]s$";

const oneRoom = ([name, others]) => ({
  name: `room-${name}`,
  severity: "error",
  from: { path: `^lib/${name}/`, pathNot: tests },
  to: {
    path: ours,
    pathNot: [`^lib/(${[name, ...others].join("|")})/`, ...(name === "core" ? [] : [client, env])],
  },
});

const rule = (name, from, to) => ({ name, severity: "error", from, to });

export default {
  forbidden: [
    ...Object.entries(rooms).map(oneRoom),
    rule(
      "room-unknown",
      { path: "^lib/[^/]+/", pathNot: `^lib/(${[...Object.keys(rooms), ...outside].join("|")})/` },
      {},
    ),
    rule("room-env", { path: env }, { path: ours, pathNot: env }),
    rule(
      "room-boot",
      { path: "^lib/boot/", pathNot: tests },
      { path: ours, pathNot: ["^lib/boot/", "^prisma/demo/", "^lib/store/audit-(heads|verify)[.]ts$", env] },
    ),
    rule(
      "room-components",
      { path: "^components/", pathNot: tests },
      { path: ours, pathNot: "^(components|lib/core)/" },
    ),
    rule(
      "room-app",
      { path: "^app/", pathNot: tests },
      { path: "^(lib/(store|boot|testing)|prisma|e2e|bench)/" },
    ),
    rule(
      "core-is-pure",
      { path: "^lib/core/", pathNot: tests },
      { pathNot: ["^lib/", ours, "node_modules/zod/"] },
    ),
    rule(
      "core-knows-zod-by-type-only",
      { path: "^lib/core/", pathNot: tests },
      { path: "node_modules/zod/", dependencyTypesNot: ["type-only"] },
    ),
    rule(
      "dialects-are-strangers",
      { path: "^lib/dialects/([^/]+)/", pathNot: tests },
      { path: "^lib/dialects/[^/]+/", pathNot: "^lib/dialects/$1/" },
    ),
    rule("client-only-in-store", { path: ours, pathNot: "^(lib/store|prisma/client)/" }, { path: client }),
    rule(
      "sql-only-in-store",
      { path: "^(app|components|lib)/", pathNot: ["^lib/(store|live|boot|testing|proof)/", tests] },
      { path: "node_modules/(pg|pg-boss|@prisma)/" },
    ),
    // It takes a while to load and looks after the queue by the clock: that is for the process that delivers.
    rule(
      "queue-beside-the-server",
      { path: "^(app|components|lib)/", pathNot: ["^lib/(hooks|testing|proof)/", tests] },
      { path: "^lib/store/jobs[.]ts$", dependencyTypesNot: ["type-only"] },
    ),
    rule(
      "next-at-the-edge",
      { path: "^lib/(store|operations|live|hooks|mail|boot)/" },
      { path: "node_modules/next/" },
    ),
    rule(
      "components-run-in-a-browser",
      { path: "^components/", pathNot: tests },
      { dependencyTypes: ["core"] },
    ),
    rule(
      "tests-serve-nobody",
      { path: "^(app|components|lib|prisma)/", pathNot: ["^lib/(testing|proof)/", tests] },
      { path: ["^lib/testing/", "^(e2e|bench)/", tests] },
    ),
    rule(
      "no-dev-dependency",
      { path: "^(app|components|lib|prisma)/", pathNot: ["^lib/(testing|proof)/", tests] },
      { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    ),
    rule("in-package-json", { path: ours }, { dependencyTypes: ["npm-no-pkg", "npm-unknown"] }),
    rule("no-cycle", {}, { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } }),
    // What is not found would pass every rule above.
    rule("found", { path: ours }, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: ["node_modules", client] },
    // A peer is another program, with packages of its own.
    exclude: { path: "^([.]next|[.]data|next-env[.]d[.]ts|bench/peers/)" },
    // Imports of types count: a type of the store in the core would tie them as well.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
