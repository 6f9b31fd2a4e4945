/**
 * Resolves when what came in together has been dealt with: at the end of this turn of the event loop, for all who wait in
 * it at once.
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
