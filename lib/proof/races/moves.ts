import type { Move } from "./move";
import { consoleMoves, operationMoves } from "./moves-console";
import { cruxMoves, exchangeMoves, projectMoves, v1Moves } from "./moves-http";

/** Every such way, through every door that has it; AuthZEN only asks. */
export const MOVES: readonly Move[] = [
  ...operationMoves.map((each) => ({ ...each, door: "operation" as const })),
  ...consoleMoves.map((each) => ({ ...each, door: "console" as const })),
  ...v1Moves.map((each) => ({ ...each, door: "v1" as const })),
  ...cruxMoves.map((each) => ({ ...each, door: "crux" as const })),
  ...projectMoves.map((each) => ({ ...each, door: "projects" as const })),
  ...exchangeMoves.map((each) => ({ ...each, door: "exchange" as const })),
];
