import { z } from 'zod';

/** Where the list of one account goes on; null at its beginning. */
export type Place = readonly [accountId: string, cursor: string | null];

const cursorJson = z.record(z.string(), z.string().min(1));

/** The places as one text; null when no account has more. */
export function toCursor(places: readonly Place[]): string | null {
  const open = places.filter(([, cursor]) => cursor !== null);
  return open.length === 0 ? null : JSON.stringify(Object.fromEntries(open));
}

/** The places in a text; null when it is not one that `toCursor` made for some of these accounts. */
export function parseCursor(text: string, accountIds: readonly string[]): readonly Place[] | null {
  const { data } = cursorJson.safeParse(parseJson(text));
  const places = Object.entries(data ?? {});
  return places.length > 0 && places.every(([accountId]) => accountIds.includes(accountId)) ? places : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
