import type { IncomingMessage } from 'node:http';
import type { ReceivedRequest } from './request-log.js';

const maxBodyBytes = 1_000_000;

/** Reads a request to its end. */
export async function receive(request: IncomingMessage): Promise<ReceivedRequest> {
  const { method = '', url: path = '', headers } = request;
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes <= maxBodyBytes) chunks.push(chunk);
  }
  return { method, path, headers, body: sizeBytes > maxBodyBytes ? null : Buffer.concat(chunks) };
}
