import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";

const begin = `const { requestLog } = await import("./lib/boot/request-log.mjs"); requestLog("info").info({ n: 1 });`;

function run(then: string) {
  return spawn(process.execPath, ["--input-type=module", "--eval", `${begin}${then}`]);
}

test("a line is written a moment later, while the process goes on", async () => {
  const going = run("setInterval(() => {}, 1000);");
  const [line] = (await once(going.stdout, "data")) as [Buffer];
  expect(JSON.parse(line.toString())).toMatchObject({ n: 1 });
  going.kill("SIGKILL");
});

test.each(["process.exit(0);", "throw new Error();", ""])(
  "the last lines are written when the process ends: %s",
  async (end) => {
    const ending = run(end);
    let written = "";
    ending.stdout.on("data", (chunk: Buffer) => {
      written += chunk;
    });
    await once(ending, "close");
    expect(JSON.parse(written)).toMatchObject({ n: 1 });
  },
);
