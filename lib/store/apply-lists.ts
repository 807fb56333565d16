/** The rows of one list of the effects, as a source of the apply statement; nothing where it did not come to pass. */
export const list = (key: string, columns: string) =>
  `jsonb_to_recordset($5::jsonb -> '${key}') as r (${columns}), moved`;
/** The same, where a list is ids alone. */
export const ids = (key: string) =>
  `(select r.id from jsonb_to_recordset($5::jsonb -> '${key}') as r (id uuid), moved)`;
