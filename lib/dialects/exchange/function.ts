import type { z } from "zod";
import type { Principal } from "@/lib/core/principal";
import type { Circumstances } from "@/lib/identity/sign-in";
import type { Outcome } from "./answers";

interface Described<P extends z.ZodObject> {
  readonly name: string;
  /** Other spellings under which clients know it. */
  readonly aliases?: readonly string[];
  readonly summary: string;
  readonly payload: P;
  /** What it answers when it succeeds; a failure is the standard object. */
  readonly answer: z.ZodType;
}

interface Open<P> {
  readonly auth: "open";
  readonly run: (payload: P, circumstances: Circumstances) => Promise<Outcome>;
}

interface Guarded<P> {
  readonly auth: "principal";
  readonly needs: string;
  readonly run: (payload: P, principal: Principal) => Promise<Outcome>;
}

/** One function of the gateway. It knows no transport: a payload and a caller go in, an outcome comes out. */
export type GatewayFunction = Described<z.ZodObject> & (Open<never> | Guarded<never>);

/** Declares a function: its `run` gets exactly what its payload schema lets through. */
export function gatewayFunction<P extends z.ZodObject>(
  declared: Described<P> & (Open<z.output<P>> | Guarded<z.output<P>>),
): GatewayFunction {
  return declared as unknown as GatewayFunction;
}
