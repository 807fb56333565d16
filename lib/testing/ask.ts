/** How a test asks a family: nothing of it goes over a network. */
export function asking(handle: (request: Request) => Promise<Response>, prefix: string) {
  return async (
    method: string,
    path: string,
    { token, body, headers = {} }: { token?: string; body?: unknown; headers?: Record<string, string> } = {},
  ) => {
    const json = body === undefined ? {} : { "content-type": "application/json" };
    const authorization = token === undefined ? {} : { authorization: `Token ${token}` };
    const response = await handle(
      new Request(`http://localhost${prefix}${path}`, {
        method,
        headers: { ...json, ...authorization, ...headers },
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: text === "" ? null : JSON.parse(text),
    };
  };
}
