import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { takeOut } from "../proof/take-out";

const root = fileURLToPath(new URL("../..", import.meta.url));

export default defineConfig({
  root,
  plugins: [takeOut(root)],
  resolve: {
    alias: {
      "@": root.replace(/\/$/, ""),
      // The marker throws wherever Next's own bundler has not set the condition "react-server".
      "server-only": `${root}node_modules/server-only/empty.js`,
    },
  },
  test: {
    include: ["{app,components,lib,prisma,.ci}/**/*.test.{ts,tsx}"],
    globalSetup: "lib/testing/global-setup.ts",
    env: {
      DATABASE_URL: "postgresql://this-file-has-not-called-useDatabase",
      NEXTAUTH_SECRET: "nobody signs with this but the tests",
      LOG_LEVEL: "silent",
      // Everyone here has the same address; what tests the limits sets them itself.
      RATE_LIMIT_FACTOR: "1000",
      // Else the notes of whoever has run the product here would be held against the tests' own databases.
      AUDIT_HEAD_FILE: "/dev/null",
    },
  },
});
