import type { Reply } from '../http/reply.js';
import type { ReceivedRequest } from '../http/request-log.js';
import type { ApiRequest } from './api.js';
import type { OAuthRequest } from './oauth.js';
import { problemReply } from './problem-reply.js';
import { bodyTooLarge, notFound, Problem } from './problems.js';

export interface AnsweringParts {
  readonly api: (request: ApiRequest) => Promise<Reply>;
  readonly oauth: (request: OAuthRequest) => Promise<Reply>;
}

/** Answers a request by the part of the API that it is for. */
export function createAnswer(parts: AnsweringParts): (request: ReceivedRequest, url: string) => Promise<Reply> {
  return async (request, url) => {
    try {
      return await answer(parts, request, url);
    } catch (error) {
      if (error instanceof Problem) return problemReply(error);
      throw error;
    }
  };
}

async function answer({ api, oauth }: AnsweringParts, request: ReceivedRequest, url: string): Promise<Reply> {
  const { method, headers } = request;
  const [path = '', ...queryParts] = request.path.split('?');
  const readBody = async () => orTooLarge(request.body);
  if (path.startsWith('/o/')) return oauth({ method, path, headers, readBody });
  if (path !== '/v2' && !path.startsWith('/v2/')) return problemReply(notFound());
  const query = new URLSearchParams(queryParts.join('?'));
  return api({ method, path: path.slice('/v2'.length), query, headers, baseUrl: `${url}/v2`, readBody });
}

/** @throws Problem 413 */
function orTooLarge(body: Buffer | null): Buffer {
  if (body === null) throw bodyTooLarge();
  return body;
}
