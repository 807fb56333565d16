import { appendFile } from "node:fs/promises";
import path from "node:path";
import { createVitest, type TestModule, type TestProject } from "vitest/node";
import type { Control } from "../lib/proof/control";
import { controlOf, takeOut } from "../lib/proof/take-out";
import proof from "../lib/proof/vitest.config";
import { templatesOf } from "../lib/testing/global-setup";
import { APP_PASSWORD } from "../lib/testing/server";
import unit from "../lib/testing/vitest.config";

/**
 * `node --import tsx .ci/controls.ts file name …` takes out the guards of these names, each in a project of its own of one
 * run on the server at TEST_SERVER: to start a process costs more than most of their tests. Adds the name of each whose
 * tests have noticed to the file, a line each, after the seconds that they took.
 */
const [noticed = "", ...names] = process.argv.slice(2);
const root = path.resolve(".");
const server = String(process.env.TEST_SERVER);
const chosen = names.flatMap((name) => controlOf(name) ?? []);

const vitest = await createVitest("test", {
  config: false,
  watch: false,
  root,
  maxWorkers: 2,
  reporters: [{ onTestModuleEnd: note }],
  projects: await Promise.all(chosen.map(projectOf)),
});
await vitest.runTestSpecifications(vitest.projects.map(specificationOf));
await vitest.close();

async function projectOf(control: Control) {
  const { name, caughtBy } = control;
  const usual = caughtBy.file.endsWith(".proof.ts") ? proof : unit;
  const { globalSetup: _, maxWorkers: __, ...test } = { ...usual.test };
  return {
    ...usual,
    plugins: [takeOut(root, control)],
    test: {
      ...test,
      name,
      include: [caughtBy.file],
      env: { ...test.env, GUARD_OUT: name },
      testTimeout: 8_000,
      provide: { server, appPassword: APP_PASSWORD, templates: await templatesOf(server, control) },
    },
  };
}

function specificationOf(project: TestProject) {
  const control = controlOf(project.name);
  if (!control) throw new Error(`No control is called "${project.name}".`);
  const { file, test } = control.caughtBy;
  return project.createSpecification(path.join(root, file), { testNamePattern: new RegExp(test) });
}

/** Only a test that ran and failed counts: a guard that is not found, or a file that does not load, proves nothing. */
async function note(module: TestModule): Promise<void> {
  const failed = [...module.children.allTests("failed")].flatMap((each) => each.result().errors ?? []);
  // Out of time on a crowded machine is no notice: that guard is taken out again, alone and with more patience.
  if (failed.every(({ message }) => /timed out/i.test(message))) return;
  const seconds = (module.diagnostic().duration / 1000).toFixed(1);
  await appendFile(noticed, `${seconds}\t${module.project.name}\n`);
  console.log(`✓ noticed without: ${module.project.name} (${seconds} s)`);
}
