import "server-only";

/** An answer that the browser saves; written as it is made, so that a long list needs no memory of its size. */
export function csvFile(name: string, parts: AsyncGenerator<string> | Generator<string>): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { done, value } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
  });
  const headers = {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="${name}.csv"`,
  };
  return new Response(body, { headers });
}

/** Permissions by name, in one cell; one that is not known here keeps its id. */
export function inOneCell(ids: readonly string[], names: ReadonlyMap<string, string>): string {
  return ids.map((id) => names.get(id) ?? id).join("; ");
}
