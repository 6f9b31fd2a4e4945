import { ProviderError } from '../../provider/provider-error.js';
import type { Call } from '../../provider/provider.js';
import type { Instant } from '../../ticket/instant.js';
import type { ListPage } from './list-page.js';

/** A page of a list that moves. */
export interface DatedPage extends ListPage {
  /** When it was asked for, where that was before; null: now. */
  readonly since: Instant | null;
}

/** Whether a page will do that serves only because the backend is out of order. */
export type TakesStale = (since: Instant) => boolean;

/** Of the first page of a list any will do. */
export const ANY: TakesStale = () => true;

/** What moved between two pages would be on neither of them, if the later one were the older. */
export function notBefore({ since }: Pick<DatedPage, 'since'>): TakesStale {
  return (staleSince) => since !== null && staleSince >= since;
}

/** Reads a page, and notes when it was asked for. @throws ProviderError */
export async function readDated(
  read: (call: Call) => Promise<ListPage>,
  call: Call,
  takesStale: TakesStale,
): Promise<DatedPage> {
  const { onShared, onStale } = call;
  const heard: { since: Instant | null; isStale: boolean } = { since: null, isStale: false };
  const hear = (since: Instant, isStale: boolean) => Object.assign(heard, { since, isStale });
  const page = await read({
    ...call,
    onShared: onShared && ((since) => onShared(hear(since, false).since)),
    // Told once it is taken.
    onStale: onStale && ((since) => void hear(since, true)),
  });
  const { since, isStale } = heard;
  if (since !== null && isStale) {
    if (!takesStale(since)) throw tooOld();
    onStale?.(since);
  }
  return { ...page, since };
}

function tooOld(): ProviderError {
  const message = '/tickets: the backend is out of order, and what it answered earlier is older than the page before.';
  return new ProviderError('UNAVAILABLE', message);
}
