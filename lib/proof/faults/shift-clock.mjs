// Loaded into a server whose clock is to be wrong by CLOCK_OFFSET_MS.
const offset = Number(process.env.CLOCK_OFFSET_MS);

globalThis.Date = new Proxy(Date, {
  construct: (date, args, self) =>
    Reflect.construct(date, args.length > 0 ? args : [date.now() + offset], self),
  get: (date, key) => (key === "now" ? () => date.now() + offset : Reflect.get(date, key)),
});
