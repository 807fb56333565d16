import { defineConfig, mergeConfig } from "vitest/config";
import usual from "../testing/vitest.config";

/** The proof suites: what runs too long, or too wide, to be beside what it tests. */
export default mergeConfig(
  { ...usual, test: { ...usual.test, include: [] } },
  defineConfig({
    test: {
      include: ["lib/proof/**/*.proof.ts"],
      testTimeout: 3_600_000,
      hookTimeout: 120_000,
      maxWorkers: 2,
    },
  }),
);
