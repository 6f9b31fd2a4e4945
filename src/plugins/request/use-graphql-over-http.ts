import type { GatewayPlugin, RequestHead, RequestHeaders } from '../gateway-plugin.js';
import { chooseType, countTypes } from './accept.js';
import { badRequest, toRefusalResponse, type Refusal } from './refusal.js';

export interface GraphqlOverHttpOptions {
  readonly graphqlPath: string;
  /** Media types that an `Accept` header may name. */
  readonly mediaTypes: number;
}

const JSON_TYPE = /^application\/json[\t ]*(?:;[\t ]*charset=(?:utf-?8|"utf-?8")[\t ]*)?$/i;

/**
 * Refuses by its head alone what is not GraphQL over HTTP as we take it: GET, or POST of plain JSON, whose answer may be
 * JSON. What browsers send without asking first (forms, multipart, plain text) is not read at all, nothing is inflated.
 * @see https://graphql.github.io/graphql-over-http/draft/
 */
export function useGraphqlOverHttp({ graphqlPath, mediaTypes }: GraphqlOverHttpOptions): GatewayPlugin {
  return {
    onRequest({ request, url, endResponse, serverContext: { requestId } }) {
      if (url.pathname !== graphqlPath) return;
      const refusal = findRefusal(request, mediaTypes);
      if (refusal) endResponse(toRefusalResponse(refusal, requestId));
    },
  };
}

function findRefusal(request: RequestHead, mediaTypes: number): Refusal | null {
  const { method, headers } = request;
  if (method !== 'GET' && method !== 'POST') {
    return badRequest('Use POST, or GET for queries.', 405, { allow: 'GET, POST' });
  }
  return (method === 'POST' ? checkBody(headers) : null) ?? settleAnswer(headers, mediaTypes);
}

function checkBody(headers: RequestHeaders): Refusal | null {
  if (!JSON_TYPE.test(headers.get('content-type') ?? '')) {
    const message = 'The body must be JSON in UTF-8: send it with content-type: application/json.';
    return badRequest(message, 415, { 'accept-post': 'application/json' });
  }
  const encoding = headers.get('content-encoding') ?? 'identity';
  if (encoding.trim().toLowerCase() !== 'identity') {
    return badRequest('The body must not be compressed.', 415, { 'accept-encoding': 'identity' });
  }
  return null;
}

/** Leaves one media type in the header, so that what Yoga makes of it is what we made of it, for any header at once. */
function settleAnswer(headers: RequestHeaders, mediaTypes: number): Refusal | null {
  const accept = headers.get('accept') || '*/*';
  if (countTypes(accept) > mediaTypes) {
    return badRequest(`Accept must name at most ${mediaTypes} media types.`);
  }
  const type = chooseType(accept);
  if (type === null) {
    return badRequest('Answers are application/graphql-response+json or application/json: accept one of them.', 406);
  }
  if (type !== accept) headers.set('accept', type);
  return null;
}
