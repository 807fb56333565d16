/** Signs out at this instance as the browser does. Rejects where the instance cannot be reached. */
export async function signOut(base: string, cookie: string): Promise<void> {
  const form = await fetch(`${base}/api/auth/csrf`, { headers: { cookie } });
  const { csrfToken } = (await form.json()) as { csrfToken: string };
  const cookies = form.headers.getSetCookie().map((each) => each.split(";")[0]);
  await fetch(`${base}/api/auth/signout`, {
    method: "POST",
    headers: { cookie: [cookie, ...cookies].join("; "), origin: base },
    body: new URLSearchParams({ csrfToken, json: "true" }),
    redirect: "manual",
  });
}
