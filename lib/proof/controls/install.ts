import type { Control } from "../control";

/** What an installation and its reference owe to others. */
export const installControls: readonly Control[] = [
  {
    name: "large data of an owner who is no superuser",
    file: "prisma/bulk/generate.ts",
    guard: `await client.query("set local grantdesk.keeper = 'on'; set local grantdesk.tenants = '{}'");`,
    without: "",
    caughtBy: { file: "lib/boot/backup.test.ts", test: "with a large organization" },
    long: true,
    needs: "postgresql",
  },
  {
    name: "an example of every body",
    file: "lib/dialects/openapi/samples.ts",
    guard: 'v1("PUT", "/organizations/default", { organization_id: ORGANIZATION }),',
    without: "",
    caughtBy: { file: "lib/dialects/openapi/samples.test.ts", test: "every call to v1" },
  },
  {
    name: "an example of every function of the exchange",
    file: "lib/dialects/openapi/samples.ts",
    guard: 'exchange("POST", "/GetLockedUsers", {}),',
    without: "",
    caughtBy: { file: "lib/dialects/openapi/samples.test.ts", test: "every call to exchange" },
  },
  {
    name: "an example is typed as the reference has it",
    file: "lib/dialects/openapi/samples.ts",
    guard: `.replace(/\\$[A-Z_]+/g, (variable) => \`'"\${variable}"'\`)`,
    without: "",
    caughtBy: { file: "lib/dialects/openapi/samples.test.ts", test: "the example POST /api/organizations" },
  },
];
