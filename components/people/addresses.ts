/** E-mails as people paste them: one per line, by comma, semicolon or space, also as `Name <address>`; each once. */
export function addressesIn(text: string): {
  readonly emails: readonly string[];
  readonly wrong: readonly string[];
} {
  const angled = text.replaceAll(/"?[^,;\n"<]*"?\s*<([^<>\s]+)>/g, " $1 ");
  const parts = angled.split(/[\s,;]+/).filter((part) => part !== "");
  const isEmail = (part: string) => /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>.]+$/.test(part);
  return {
    emails: [...new Set(parts.filter(isEmail).map((part) => part.toLowerCase()))],
    wrong: parts.filter((part) => !isEmail(part)),
  };
}
