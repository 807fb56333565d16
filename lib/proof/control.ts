import type { Program } from "../testing/programs";

/** A guard and the way to take it out. Nothing in the product knows of it, so no switch exists to throw in production. */
export type Control = ProgramControl | SchemaControl;

interface Guarded {
  readonly name: string;
  /** What has to fail without it: a test file, and a part of the names of its tests that are run. */
  readonly caughtBy: { readonly file: string; readonly test: string };
  /**
   * Taken out in the long form alone: its test starts the product, or the guard stands beside others that the short form
   * takes out.
   */
  readonly long?: true;
  /** What its test is left out without; then the guard stays in as well. */
  readonly needs?: Program;
  /** A race that is lost without it: the long form says in how many of its rounds. */
  readonly race?: { readonly file: string; readonly test: string };
}

/** A guard in the program: its text is replaced while the tests load the file. */
interface ProgramControl extends Guarded {
  /** The file that holds the guard, from the top of the repository. */
  readonly file: string;
  /** Stands in the file exactly once, or the control is out of date and the run says so. */
  readonly guard: string;
  readonly without: string;
  /** What stands behind it and would do its work meanwhile: taken out of the schema as well, as in a schema's control. */
  readonly behind?: string;
}

/** A guard in the schema: the statements run, as the tables' owner, on what the tests' databases are cloned from. */
interface SchemaControl extends Guarded {
  readonly sql: string;
}
