import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { UnreadRequest } from '../gateway-plugin.js';
import { badRequest, toRefusalError } from './refusal.js';

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * The whole body as text, without a byte order mark. Reading stops where the body is found to be too long; of what comes
 * then nothing is kept.
 * @param request what Yoga made of the request
 * @param message the same as Node has it, for requests that came through a socket
 * @param most bytes
 * @throws GraphQLError when the body is too long, breaks off or is not UTF-8
 */
export function readBody(request: UnreadRequest, message: IncomingMessage | undefined, most: number): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > most) return Promise.reject(tooLong(most));
  return (message ? readMessage(message, most) : readStream(request, most)).then(toText);
}

function toText(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw toRefusalError(badRequest('The body must be text in UTF-8.'));
  const text = bytes.toString('utf8');
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
}

/** By events: leaving a loop over the message would end its connection before there is an answer. */
function readMessage(message: IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  return new Promise((resolve, reject) => {
    const breakOff = () => reject(toRefusalError(badRequest('The body breaks off.')));
    // Of what broke off before, no event tells any more.
    if (message.destroyed) return breakOff();
    const stop = (error: Error) => {
      message.off('data', take).pause();
      reject(error);
    };
    const take = (chunk: Buffer) => {
      length += chunk.length;
      if (length > most) stop(tooLong(most));
      else chunks.push(chunk);
    };
    message.on('data', take);
    message.once('end', () => {
      // Every message is closed in the end.
      message.off('close', breakOff);
      resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
    });
    message.once('error', breakOff);
    message.once('close', breakOff);
    return undefined;
  });
}

async function readStream({ body }: UnreadRequest, most: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > most) throw tooLong(most);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLong(most: number): Error {
  return toRefusalError(badRequest(`The body must be at most ${most} bytes.`, 413));
}
