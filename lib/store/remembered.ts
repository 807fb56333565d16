import "server-only";

// What the last look-up of a credential found, by its hash: for claims.ts alone, where it decides nothing.
const found = new Map<string, string>();
const MOST = 5_000;

export function remember(hash: Buffer, looked: string): void {
  if (found.size >= MOST) found.clear();
  found.set(keyOf(hash), looked);
}

export function recall(hash: Buffer): string | undefined {
  return found.get(keyOf(hash));
}

export function forget(hash: Buffer): void {
  found.delete(keyOf(hash));
}

const keyOf = (hash: Buffer) => hash.toString("latin1");
