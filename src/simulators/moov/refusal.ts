import type { Reply } from '../http/reply.js';

/** Messages by field name, in the shape of the request. */
export type FieldMessages = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

/** An error answer, thrown where its reason is found. A null body is an empty one. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: FieldMessages | null;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, body: FieldMessages | null = null, headers: Readonly<Record<string, string>> = {}) {
    super(`${status} ${JSON.stringify(body)}`);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

export const malformed = (error: string): Refusal => new Refusal(400, { error });

export const unauthorized = (): Refusal => new Refusal(401);

export const forbidden = (): Refusal => new Refusal(403);

export const notFound = (): Refusal => new Refusal(404);

export const methodNotAllowed = (allowed: readonly string[]): Refusal =>
  new Refusal(405, null, { Allow: allowed.join(', ') });

export const conflict = (error: string): Refusal => new Refusal(409, { error });

export const invalid = (messages: FieldMessages): Refusal => new Refusal(422, messages);

export const tooManyRequests = (retryAfterSeconds: number): Refusal =>
  new Refusal(429, null, { 'Retry-After': String(retryAfterSeconds) });

export function toRefusalReply({ status, body, headers }: Refusal): Reply {
  if (body === null) return { status, headers, body: undefined };
  return { status, headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) };
}
