import { ensureBuild } from "./product";

await ensureBuild(new AbortController().signal);
