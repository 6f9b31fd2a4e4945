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
  const heard: { since: Instant | null; staleSince: Instant | null } = { since: null, staleSince: null };
  const onSharedHeard = (since: Instant) => {
    heard.since = since;
    onShared?.(since);
  };
  // Told once the page is taken.
  const onStaleHeard = (since: Instant) => {
    heard.since = since;
    heard.staleSince = since;
  };
  const page = await read({
    ...call,
    onShared: onShared && onSharedHeard,
    onStale: onStale && onStaleHeard,
  });
  const { since, staleSince } = heard;
  if (staleSince !== null) {
    if (!takesStale(staleSince)) throw tooOld();
    onStale?.(staleSince);
  }
  return { ...page, since };
}

function tooOld(): ProviderError {
  const message = '/tickets: the backend is out of order, and what it answered earlier is older than the page before.';
  return new ProviderError('UNAVAILABLE', message);
}
