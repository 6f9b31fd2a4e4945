import { jsonReply, type Reply } from '../http/reply.js';
import type { ReceivedRequest } from '../http/request-log.js';
import { checkAccess, type Identify } from './callers.js';
import { createCounters, type Counters } from './counters.js';
import { dialectOf } from './dialect.js';
import type { SirportlyData } from './model.js';
import { parseParameters } from './parameters.js';
import { withRecordedHeaders } from './recorded-headers.js';
import { notFound, Refusal } from './refusal.js';
import { toWholeSecond } from './times.js';
import { findOperation } from './verbs.js';

const pathPattern = /^\/api\/v([12])\/(\w+\/\w+)\/?$/;

export interface AnsweringParts {
  readonly data: SirportlyData;
  readonly identify: Identify;
  /** The time in milliseconds since 1970. */
  readonly clock: () => number;
}

/** Answers requests, whatever their method. */
export function createAnswer(parts: AnsweringParts): (request: ReceivedRequest) => Promise<Reply> {
  const counters = createCounters(parts.data);
  return async (request) => {
    const startedMs = performance.now();
    const reply = await answer({ ...parts, counters }, request).catch(toRefusalReply);
    return withRecordedHeaders(reply, performance.now() - startedMs);
  };
}

async function answer(
  parts: AnsweringParts & { readonly counters: Counters },
  request: ReceivedRequest,
): Promise<Reply> {
  const { data, identify, clock, counters } = parts;
  const caller = identify(request.headers);
  const [, version = '', path = ''] = pathPattern.exec(request.path.split('?')[0] ?? '') ?? [];
  const dialect = dialectOf(version);
  const operation = findOperation(path, dialect.version);
  if (!operation) throw notFound('method');
  checkAccess(caller, operation.access);
  const parameters = await parseParameters(request);
  return operation.verb({ data, dialect, parameters, caller, counters, nowMs: toWholeSecond(clock()) });
}

function toRefusalReply(error: unknown): Reply {
  if (error instanceof Refusal) return jsonReply(error.body, {}, error.status);
  throw error;
}
