import { STATUS_CODES } from 'node:http';

/** An RFC 9457 answer, for what is not GraphQL. @param detail what is wrong and what to do */
export function toProblemResponse(
  status: number,
  detail: string,
  requestId: string,
  headers: HeadersInit = {},
): Response {
  return new Response(toProblemBody(status, detail, requestId), {
    status,
    headers: { ...headers, 'content-type': 'application/problem+json; charset=utf-8' },
  });
}

/** For what should not have happened. */
export function toFaultResponse(requestId: string): Response {
  return toProblemResponse(500, 'Something went wrong here; the request id finds it in our log.', requestId);
}

export function toProblemBody(status: number, detail: string, requestId: string): string {
  return JSON.stringify({ title: STATUS_CODES[status], status, detail, requestId });
}
