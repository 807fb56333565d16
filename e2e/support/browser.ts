import { accessSync, constants } from "node:fs";
import path from "node:path";
import type { LaunchOptions } from "@playwright/test";

const quiet = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];
const names = ["chromium", "chromium-browser", "google-chrome"];

/** How to launch the system's browser; where there is none, Playwright's own, if that was installed. */
export function browser(): LaunchOptions {
  const folders = ["/usr/bin", ...(process.env.PATH ?? "").split(path.delimiter)];
  const found = folders.flatMap((folder) => names.map((name) => path.join(folder, name))).find(isExecutable);
  // Chromium's sandbox refuses to run as root.
  const args = process.getuid?.() === 0 ? [...quiet, "--no-sandbox"] : quiet;
  return found ? { args, executablePath: found } : { args };
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
