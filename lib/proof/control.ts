/**
 * A guard and the way to take it out. Nothing in the product knows of it: the text is replaced while the tests load the
 * file, so no switch exists that somebody could throw in production.
 */
export interface Control {
  readonly name: string;
  /** The file that holds the guard, from the top of the repository. */
  readonly file: string;
  /** Stands in the file exactly once, or the control is out of date and the run says so. */
  readonly guard: string;
  readonly without: string;
  /** What has to fail without it: a test file, and a part of the names of its tests that are run. */
  readonly caughtBy: { readonly file: string; readonly test: string };
}
