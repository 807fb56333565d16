/** One browser without a screen: it keeps cookies per origin, and goes one step at a time. */
export interface Browser {
  readonly go: (url: string, form?: Readonly<Record<string, string>>) => Promise<Step>;
  /** Another one with the same cookies as of now. */
  readonly copy: () => Browser;
}

export interface Step {
  readonly status: number;
  /** Where it leads; null: nowhere. */
  readonly to: string | null;
  readonly text: string;
  /** The names of the cookies that came with it and are not empty. */
  readonly cookies: readonly string[];
}

type Jar = Map<string, Map<string, string>>;

/** A browser with the cookies given, or without any. */
export function openBrowser(jar: Jar = new Map()): Browser {
  return {
    go: async (url, form) => {
      const { origin } = new URL(url);
      const own = jar.get(origin) ?? new Map<string, string>();
      jar.set(origin, own);
      const cookie = [...own].map(([name, value]) => `${name}=${value}`).join("; ");
      const body = form ? { method: "POST", body: new URLSearchParams(form) } : {};
      const answer = await fetch(url, { headers: { cookie }, redirect: "manual", ...body });
      const cookies = answer.headers.getSetCookie().flatMap((each) => keep(own, each));
      const to = answer.headers.get("location");
      const text = await answer.text();
      return { status: answer.status, to: to === null ? null : new URL(to, url).href, text, cookies };
    },
    copy: () => openBrowser(new Map([...jar].map(([origin, own]) => [origin, new Map(own)]))),
  };
}

function keep(own: Map<string, string>, line: string): string[] {
  const [pair = ""] = line.split(";");
  const at = pair.indexOf("=");
  const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
  if (value === "") own.delete(name);
  else own.set(name, value);
  return value === "" ? [] : [name];
}
