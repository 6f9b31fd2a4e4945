import { isBelow } from '../../provider/http/link-header.js';
import type { ListRequest } from '../../provider/provider.js';
import { LAST_TICKET_ID } from './ids.js';
import { toUrl, type Parameter } from './requests.js';

const SMALL_PAGE = 50;
const LARGE_PAGE = 100;
/** Up to here the small page leaves room for the rows that a merge reads past the wanted ones. */
const SMALL_LIMIT = 25;

/** True when the list is read from its end backwards: the upstream's own order is oldest first, and the only one. */
export function isBackwards({ order }: Pick<ListRequest, 'order'>): boolean {
  return order?.direction === 'DESC';
}

/** The URL of a list's first page. */
export function toFirstPage(root: URL, request: ListRequest, parameters: readonly Parameter[]): URL {
  const pageSize = request.limit > SMALL_LIMIT ? LARGE_PAGE : SMALL_PAGE;
  const paging: Parameter[] = [['page_size', String(pageSize)]];
  if (isBackwards(request)) paging.push(['page_before', LAST_TICKET_ID]);
  return toUrl(root, ['support_tickets'], [...paging, ...parameters]);
}

/**
 * The URL that a cursor stands for; null when it is none below the API's root. A link is followed as it was given,
 * except that a filter it dropped is put back: without it, rows would come that were not asked for.
 */
export function toFollowingPage(root: URL, cursor: string, parameters: readonly Parameter[]): URL | null {
  const url = toFollowable(root, cursor, root);
  if (!url) return null;
  const present = new Set(url.searchParams.keys());
  for (const [name, value] of parameters) if (!present.has(name)) url.searchParams.append(name, value);
  return url;
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
