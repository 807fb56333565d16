import type { SessionView } from "@/lib/core/view";

// The first that fits is meant: most browsers name those that they descend from as well.
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg/, "Edge"],
  [/OPR/, "Opera"],
  [/Firefox|FxiOS/, "Firefox"],
  [/Chrom|CriOS/, "Chrome"],
  [/Safari/, "Safari"],
];

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/Android/, "Android"],
  [/iPhone|iPad/, "iOS"],
  [/Windows/, "Windows"],
  [/Mac OS/, "macOS"],
  [/Linux/, "Linux"],
];

/** What a session is used with, as far as it says. */
export function deviceOf({ kind, userAgent }: Pick<SessionView, "kind" | "userAgent">): string {
  const find = (among: typeof BROWSERS) => among.find(([sign]) => sign.test(userAgent ?? ""))?.[1];
  const browser = find(BROWSERS);
  const system = find(SYSTEMS);
  const known = browser ?? userAgent?.split(/[\s/]/)[0] ?? (kind === "CONSOLE" ? "A browser" : "A program");
  const where = system ? `${known} on ${system}` : known;
  return kind === "CONSOLE" ? where : `${where} (API)`;
}
