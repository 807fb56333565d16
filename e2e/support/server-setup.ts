import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startProduct } from "./server";

/** The production build with the demonstration data, on a database of the run's own. */
export default async function setup(): Promise<() => Promise<void>> {
  const url = process.env.E2E_URL ?? "";
  const folder = await mkdtemp(path.join(tmpdir(), "grantdesk-e2e-"));
  await chmod(folder, 0o755);
  process.env.E2E_DATA_DIR = folder;
  const product = await startProduct({
    DATA_DIR: folder,
    PORT: new URL(url).port,
    PUBLIC_URL: url,
    // The receivers of the journeys listen on this machine.
    WEBHOOKS_ALLOW_PRIVATE: "true",
  });
  const teardown = async () => {
    await product.stop();
    // What a page says of an error is its number alone.
    await mkdir("test-results", { recursive: true });
    await writeFile("test-results/product.log", product.output());
    await rm(folder, { recursive: true });
  };
  if (product.output().includes("Grantdesk is at")) return teardown;
  await teardown();
  throw new Error(`The product does not start:\n${product.output()}`);
}
