import type { IncomingMessage } from 'node:http';
import type { Plugin } from 'graphql-yoga';
import { toParams, toParamsOfUrl } from './graphql-params.js';
import { parseJson } from './parse-json.js';
import { readBody } from './read-body.js';
import type { ServerContext } from '../server-context.js';

export interface RequestReaderOptions {
  readonly bodyBytes: number;
  /** How deep JSON may be nested. */
  readonly nesting: number;
}

/** Reads one operation from the URL of a GET or the JSON of a POST, in place of Yoga's parsers for more than that. */
export function useRequestReader({ bodyBytes, nesting }: RequestReaderOptions): Plugin<object, ServerContext> {
  return {
    onRequestParse({ request, url, serverContext, setRequestParser }) {
      // Through a socket, Yoga gives what Node has of the request along with it.
      const { req } = serverContext as { readonly req?: IncomingMessage };
      if (request.method === 'GET') setRequestParser(() => toParamsOfUrl(url.searchParams, nesting));
      else {
        setRequestParser(async () => {
          const text = await readBody(request, req, bodyBytes);
          return toParams(parseJson(text, 'The body', nesting));
        });
      }
    },
  };
}
