// `prisma generate` wants the path of a schema engine although it runs none, and would download one.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default { schema: "schema.prisma" };
