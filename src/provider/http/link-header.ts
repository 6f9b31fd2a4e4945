/**
 * Reads a `Link` header into targets by relation, in lower case; the first target of a relation counts. Targets come
 * as they stand, relative ones too. Parts that are no link are passed over.
 * @see https://www.rfc-editor.org/rfc/rfc8288#section-3
 */
export function parseLinks(header: string): ReadonlyMap<string, string> {
  const links = new Map<string, string>();
  for (const [, target = '', parameters = ''] of header.matchAll(/<([^<>]*)>([^<]*)/g)) {
    for (const relation of relationsOf(parameters)) if (!links.has(relation)) links.set(relation, target.trim());
  }
  return links;
}

/** True when a URL is one below `base`: same origin, path under the base's path, no user information. */
export function isBelow(base: URL, url: URL): boolean {
  const folder = base.pathname.endsWith('/') ? base.pathname : `${base.pathname}/`;
  return url.origin === base.origin && url.pathname.startsWith(folder) && url.username === '' && url.password === '';
}

function relationsOf(parameters: string): string[] {
  const [, quoted, plain] = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(parameters) ?? [];
  return (quoted ?? plain ?? '').toLowerCase().split(/\s+/).filter(Boolean);
}
