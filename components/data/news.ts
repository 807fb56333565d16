/**
 * Tells, of the revisions that an organization announces, which are to be asked for: those newer than what was last asked
 * for here. What has arrived says less: of the parts of a screen, which are asked for at once, one may be read before a
 * change and another after it. Only until something was asked for, `onScreen` stands for all.
 */
export function newsOf(): (announced: number, onScreen: number | undefined) => boolean {
  let asked: number | undefined;
  return (announced, onScreen) => {
    const known = asked ?? onScreen ?? -1;
    asked = Math.max(known, announced);
    return announced > known;
  };
}
