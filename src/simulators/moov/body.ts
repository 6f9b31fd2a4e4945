import type { ReceivedRequest } from '../http/request-log.js';
import { malformed } from './refusal.js';

/** The media type of a request's body, without parameters and in lower case. */
export function mediaTypeOf({ headers }: ReceivedRequest): string {
  return (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/**
 * Reads a body that is a JSON object.
 * @throws Refusal 400 when it is something else, or is not declared to be JSON
 */
export function parseJsonObject(request: ReceivedRequest): object {
  if (mediaTypeOf(request) !== 'application/json') throw malformed('the request body must be application/json');
  const value = parseJson(readText(request));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw malformed('the request body must be a JSON object');
  }
  return value;
}

/** @throws Refusal 400 when the body is larger than 1 MB */
export function readText({ body }: ReceivedRequest): string {
  if (body === null) throw malformed('the request body is too large');
  return body.toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed('the request body is not valid JSON');
  }
}
