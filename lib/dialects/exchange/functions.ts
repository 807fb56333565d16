import "server-only";
import type { GatewayFunction } from "./function";
import { permissionFunctions } from "./functions-permissions";
import { roleFunctions } from "./functions-roles";
import { sessionFunctions } from "./functions-sessions";
import { userFunctions } from "./functions-users";

/** Everything that the gateway can do, whatever carries it. */
export const functions: readonly GatewayFunction[] = [
  ...permissionFunctions,
  ...userFunctions,
  ...sessionFunctions,
  ...roleFunctions,
];
