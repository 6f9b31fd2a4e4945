import { isBelow } from '../../provider/http/link-header.js';
import type { ListRequest } from '../../provider/provider.js';
import { LAST_TICKET_ID } from './ids.js';
import type { Parameter } from '../../provider/http/target.js';
import { toUrl } from './requests.js';

/** The largest page there is, however few rows are wanted: requests are what is counted, not rows. */
export const PAGE_SIZE = '100';

/** True when the list is read from its end backwards: the upstream's own order is oldest first, and the only one. */
export function isBackwards({ order }: Pick<ListRequest, 'order'>): boolean {
  return order?.direction === 'DESC';
}

/** The URL of a list's first page. */
export function toFirstPage(root: URL, request: ListRequest, parameters: readonly Parameter[]): URL {
  const paging: Parameter[] = [['page_size', PAGE_SIZE]];
  if (isBackwards(request)) paging.push(['page_before', LAST_TICKET_ID]);
  return toUrl(root, ['support_tickets'], [...paging, ...parameters]);
}

/**
 * The URL that a cursor stands for; null when it is none below the API's root. A link is followed as it was given,
 * except that parameters it dropped are put back: without a filter, rows would come that were not asked for.
 */
export function toFollowingPage(root: URL, cursor: string, parameters: readonly Parameter[]): URL | null {
  const url = toFollowable(root, cursor, root);
  if (!url) return null;
  for (const [name, value] of toDropped(url, parameters)) url.searchParams.append(name, value);
  return url;
}

/** Some names stand several times, such as `expand`. As many values as were sent count as kept, however written. */
function toDropped({ searchParams }: URL, parameters: readonly Parameter[]): Parameter[] {
  return parameters.filter(([name, value]) => {
    const kept = searchParams.getAll(name);
    const sent = parameters.filter(([other]) => other === name);
    return kept.length < sent.length && !kept.includes(value);
  });
}

/** What the links of a page say about the page after it. */
export type NextPage =
  { readonly kind: 'END' | 'MISSING' | 'ELSEWHERE' } | { readonly kind: 'PAGE'; readonly url: URL };

/** @param current the page that the links came with */
export function toNextPage(root: URL, current: URL, links: ReadonlyMap<string, string>, backwards: boolean): NextPage {
  const target = links.get(backwards ? 'previous' : 'next');
  if (target === undefined) return { kind: 'MISSING' };
  if (target === 'about:blank') return { kind: 'END' };
  const url = toFollowable(root, target, current);
  // A page that names itself as the next one would be read for ever.
  return url === null || url.href === current.href ? { kind: 'ELSEWHERE' } : { kind: 'PAGE', url };
}

/** Links come from outside and requests carry a token, so a link leads below the API's root or nowhere. */
function toFollowable(root: URL, target: string, current: URL): URL | null {
  if (!URL.canParse(target, current)) return null;
  const url = new URL(target, current);
  return isBelow(root, url) ? url : null;
}
