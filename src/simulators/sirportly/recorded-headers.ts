import { createHash, randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { withHeaders, type Reply } from '../http/reply.js';

/** The same answer with the headers that every recorded answer has. */
export function withRecordedHeaders(reply: Reply, runtimeMs: number): Reply {
  const digest = createHash('md5').update(reply.body ?? '');
  return withHeaders(reply, {
    Status: `${reply.status} ${STATUS_CODES[reply.status] ?? ''}`,
    Etag: `"${digest.digest('hex')}"`,
    'Cache-Control': 'max-age=0, private, must-revalidate',
    'X-Request-Id': randomUUID(),
    'X-Runtime': (runtimeMs / 1000).toFixed(6),
    'Strict-Transport-Security': 'max-age=31536000',
  });
}
