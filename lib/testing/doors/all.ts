import { consoleAt } from "./console";
import { crux } from "./crux";
import type { Door } from "./door";
import { exchange } from "./exchange";
import { ORGANIZATION, PROJECT, SYSTEM } from "./level";
import { projects } from "./projects";
import { v1At } from "./v1";

/** Every way in which a right can be changed: three at each level. */
export const DOORS: readonly Door[] = [
  crux,
  v1At(ORGANIZATION),
  consoleAt(ORGANIZATION),
  projects,
  v1At(PROJECT),
  consoleAt(PROJECT),
  exchange,
  v1At(SYSTEM),
  consoleAt(SYSTEM),
];
