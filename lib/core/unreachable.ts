/** What is said where the database is away. The digest is how an error says it across to the browser. */
export const UNREACHABLE = {
  digest: "unreachable",
  title: "We cannot reach the database.",
  advice: "Nothing was lost; what you entered is kept. Try again in a moment.",
} as const;
