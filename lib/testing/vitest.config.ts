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
    // Else one core is left idle, which of two is half the machine.
    maxWorkers: "100%",
    // What is slow here is not wrong: whoever hangs is ended all the same.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
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
