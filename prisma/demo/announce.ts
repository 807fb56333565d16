/** What `npm start` prints below the address: the demonstration's logins and a line to paste. */
export function announce(baseUrl: string): string {
  return `curl ${baseUrl}/`;
}
