import type { IncomingMessage } from 'node:http';
import type { GatewayPlugin } from '../gateway-plugin.js';
import type { ChargeReading } from '../cost/charge-reading.js';
import { toParams, toParamsOfUrl } from './graphql-params.js';
import { parseJson } from './parse-json.js';
import { readBody } from './read-body.js';

export interface RequestReaderOptions {
  readonly bodyBytes: number;
  /** How deep JSON may be nested. */
  readonly nesting: number;
  /** Values that variables may hold. */
  readonly inputValues: number;
  readonly charge: ChargeReading;
}

/** Values that may stand around those of the variables: the query, extensions and so on. */
const OTHER_VALUES = 100;

/** Reads one operation from the URL of a GET or the JSON of a POST, in place of Yoga's parsers for more than that. */
export function useRequestReader(options: RequestReaderOptions): GatewayPlugin {
  const { bodyBytes, nesting, inputValues, charge } = options;
  const limits = { nesting, values: inputValues + OTHER_VALUES };
  return {
    onRequestParse({ request, url, serverContext, setRequestParser }) {
      // Through a socket, Yoga gives what Node has of the request along with it.
      const { req } = serverContext as { readonly req?: IncomingMessage };
      if (request.method === 'GET') {
        setRequestParser(() => {
          charge(serverContext, url.search.length);
          return toParamsOfUrl(url.searchParams, limits);
        });
      } else {
        setRequestParser(() =>
          readBody(request, req, bodyBytes).then((text) => {
            charge(serverContext, text.length);
            return toParams(parseJson(text, 'The body', limits));
          }),
        );
      }
    },
  };
}
