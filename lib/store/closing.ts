import "server-only";

/** What this process holds open. `lib/boot/leash.mjs` reads it when the server has answered its last request. */
const holder = globalThis as typeof globalThis & { grantdeskClosing?: Set<() => Promise<unknown>> };

/** Has `close` called once before an orderly end of the process. */
export function closeAtTheEnd(close: () => Promise<unknown>): void {
  holder.grantdeskClosing ??= new Set();
  holder.grantdeskClosing.add(close);
}
