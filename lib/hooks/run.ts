import "server-only";
import { startDelivering } from "./worker";

/** The process that `npm start` has deliver: it ends when it is told to, or when who had started it is gone. */
const deliveries = startDelivering();

let ending = false;
async function end(): Promise<void> {
  if (ending) return;
  ending = true;
  await deliveries.stop();
  process.exit(0);
}

process.on("SIGINT", end).on("SIGTERM", end);
process.on("disconnect", () => process.exit(1));
