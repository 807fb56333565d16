import type { Control } from "../control";

const route = (test: string) => ({ file: "app/api/metrics/route.test.ts", test });

/** Who may read what the process counts, and that it counts. */
export const metricControls: readonly Control[] = [
  {
    name: "the token of the metrics",
    file: "lib/identity/scraper.ts",
    guard: '? "scraper" : "stranger"',
    without: '? "scraper" : "scraper"',
    caughtBy: route("only who knows it"),
  },
  {
    name: "no metrics without a token",
    file: "lib/identity/scraper.ts",
    guard: 'return "closed"',
    without: 'return "scraper"',
    caughtBy: route("unless a token is set"),
  },
  {
    name: "metrics by declared paths alone",
    file: "lib/web/serve.ts",
    guard: "method: request.method, route: path, status",
    without: "method: request.method, route: request.url, status",
    caughtBy: route("nothing that was sent"),
  },
];
