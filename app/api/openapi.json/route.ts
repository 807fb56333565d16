import { apiReference } from "./reference";

export function GET(): Response {
  return Response.json(apiReference());
}
