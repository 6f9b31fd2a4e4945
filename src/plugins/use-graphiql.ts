import { createHash } from 'node:crypto';
import type { GraphiQLOptions } from 'graphql-yoga';
import { createOnce } from './create-once.js';
import type { GatewayPlugin, RequestEvent, RequestHead } from './gateway-plugin.js';

export interface UseGraphiqlOptions {
  readonly graphqlPath: string;
  /** What the page shows at first; null for no page. */
  readonly graphiql: GraphiQLOptions | null;
}

interface Page {
  readonly html: Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Serves GraphiQL to a browser, which is a GET that accepts HTML, without a token: the page holds no data. It is made
 * once, nine megabytes, when the first browser comes; after that a browser that has it is told so.
 */
export function useGraphiql({ graphqlPath, graphiql }: UseGraphiqlOptions): GatewayPlugin {
  if (graphiql === null) return {};
  const getPage = createOnce(() => createPage(graphiql));

  async function serve({ request, endResponse }: RequestEvent): Promise<void> {
    const { html, headers } = await getPage();
    const isKnown = hasTag(request.headers.get('if-none-match') ?? '', headers['etag'] ?? '');
    endResponse(new Response(isKnown ? null : html, { status: isKnown ? 304 : 200, headers }));
  }

  return {
    onRequest: (event) =>
      event.url.pathname === graphqlPath && isForBrowser(event.request) ? serve(event) : undefined,
  };
}

/**
 * Whether a client that has these has the page. A proxy that compresses makes the tag a weak one.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2
 */
function hasTag(ifNoneMatch: string, tag: string): boolean {
  const tags = new Set(ifNoneMatch.split(',').map((each) => each.trim().replace(/^W\//, '')));
  return tags.has(tag) || tags.has('*');
}

function isForBrowser({ method, headers }: RequestHead): boolean {
  return method === 'GET' && (headers.get('accept') ?? '').includes('text/html');
}

async function createPage(options: GraphiQLOptions): Promise<Page> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const html = renderGraphiQL(options);
  const etag = `"${toHash(html)}"`;
  return {
    html: new TextEncoder().encode(html),
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': toPolicy(scriptOf(html)),
      'cache-control': 'no-cache',
      etag,
    },
  };
}

/** The one script of the page; what looks like more of them is text inside it. */
function scriptOf(html: string): string {
  const start = html.indexOf('<script>', html.indexOf('<div id="root">')) + '<script>'.length;
  return html.slice(start, html.lastIndexOf('</script>'));
}

/**
 * That script alone may run; its editor starts workers from texts inside it, and writes styles and a font into the page.
 * @see https://www.w3.org/TR/CSP3/#external-hash
 */
function toPolicy(script: string): string {
  return [
    "default-src 'none'",
    `script-src 'sha256-${toHash(script)}'`,
    'worker-src blob:',
    "style-src 'unsafe-inline'",
    'font-src data:',
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function toHash(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
