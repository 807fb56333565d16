import type { Control } from "../control";

const inHeaders = (test: string) => ({ file: "lib/proof/headers.proof.ts", test });
const strict = inHeaders("carries the strict headers");
const gate = "lib/boot/gate.mjs";
const policy = "lib/boot/policy.mjs";

/** Guards that are taken out of the product as it is started: of a copy, built anew where they are in the build. */
export const productControls: readonly Control[] = [
  {
    name: "product: strict headers",
    file: gate,
    guard: "for (const [name, value] of HEADERS) response.setHeader(name, value);",
    without: "",
    caughtBy: strict,
    long: true,
  },
  {
    name: "product: nobody keeps an answer",
    file: gate,
    guard: 'response.setHeader("cache-control",',
    without: "String(",
    caughtBy: strict,
    long: true,
  },
  {
    name: "product: a path that is no text",
    file: gate,
    guard: '(isText(run) ? run : "%00")',
    without: "run",
    caughtBy: { file: "lib/proof/fuzz-http.proof.ts", test: "no request to the running product" },
    long: true,
  },
  {
    name: "product: the nonce is ours",
    file: gate,
    guard: 'headers["content-security-policy"] = policy;',
    without: 'policy = headers["content-security-policy"] ??= policy;',
    caughtBy: strict,
    long: true,
  },
  {
    name: "product: a new nonce for every request",
    file: gate,
    guard: 'randomBytes(16).toString("base64")',
    without: 'Buffer.alloc(16, randomBytes.name).toString("base64")',
    caughtBy: strict,
    long: true,
  },
  {
    name: "product: scripts by nonce",
    file: policy,
    guard: "'strict-dynamic'$",
    without: "'unsafe-inline'$",
    caughtBy: strict,
    long: true,
  },
  {
    name: "product: nothing says what it is made of",
    file: "next.config.mjs",
    guard: "  poweredByHeader: false,\n",
    without: "",
    caughtBy: strict,
    long: true,
  },
  {
    name: "product: the origin of server actions",
    file: "lib/web/action.ts",
    guard: "if (!isSameOrigin(headers))",
    without: "if (headers === undefined)",
    caughtBy: inHeaders("no server action acts for nobody"),
    long: true,
  },
  {
    name: "product: secrets are stored hashed",
    file: "lib/store/secret.ts",
    guard: 'return createHash("sha256").update(secret, "utf8").digest();',
    without: 'return Buffer.from(secret, "utf8");',
    caughtBy: { file: "lib/proof/headers-secrets.proof.ts", test: "no secret is found" },
    long: true,
  },
];
