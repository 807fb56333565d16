/** @type {import("next").NextConfig} */
const config = {
  // Clients of the older APIs end their paths with a slash and do not follow a redirect of a PATCH or a DELETE.
  skipTrailingSlashRedirect: true,
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ["@node-rs/argon2", "nodemailer", "pg", "pino", "prom-client"],
  // As for the APIs (lib/web/body.ts).
  experimental: { serverActions: { bodySizeLimit: 1_048_576 } },
  // `npm test` checks the types of every file, tests included; a start need not do it again.
  typescript: { ignoreBuildErrors: true },
};

export default config;
