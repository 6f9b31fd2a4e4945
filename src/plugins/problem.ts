import { STATUS_CODES } from 'node:http';

/** An RFC 9457 answer, for what is not GraphQL. @param detail what is wrong and what to do */
export function toProblemResponse(
  status: number,
  detail: string,
  requestId: string,
  headers: HeadersInit = {},
): Response {
  const body = { title: STATUS_CODES[status], status, detail, requestId };
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...headers, 'content-type': 'application/problem+json; charset=utf-8' },
  });
}
