/**
 * Resolves when what came in together has been dealt with, for all who wait at once: at the end of this turn of the event
 * loop, or of the next for what is done at the very end of one.
 *
 * To wake whoever reads at the other end takes the kernel longer than a small answer takes to make. Of answers that are
 * written right after each other, mostly the first has to.
 */
export type TurnEnd = () => Promise<void>;

export function createTurnEnd(): TurnEnd {
  let end: Promise<void> | null = null;
  const wait = () =>
    new Promise<void>((resolve) => {
      setImmediate(() => {
        end = null;
        resolve();
      });
    });
  return () => (end ??= wait());
}
