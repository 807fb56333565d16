import { run } from "./run";

await run("start");
