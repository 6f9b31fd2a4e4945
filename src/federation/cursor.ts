import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';
import { z } from 'zod';
import type { TicketKey } from '../ticket/order.js';

const VERSION = 2;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';

const payload = z.tuple([
  z.literal(VERSION),
  z.string(),
  z.union([z.string(), z.number(), z.null()]),
  z.string(),
  z.string(),
]);

/** A cursor that is not one of ours, was edited, or belongs to another question or version. */
export class CursorError extends Error {
  override readonly name = 'CursorError';
}

/**
 * Turns places in an order into opaque cursors and back. One key places every backend, so a cursor outlives a backend
 * that drops out. Cursors are sealed, since a place may be one that only the gateway saw; equal places give equal text.
 */
export interface CursorCodec {
  /** @param question what the cursor belongs to: whose tickets, filter and order in one text */
  seal(key: TicketKey, question: string): string;
  /** @throws CursorError */
  open(cursor: string, question: string): TicketKey;
}

/** @param secret 32 bytes, the same in every process that serves the same clients */
export function createCursorCodec(secret: Buffer): CursorCodec {
  return {
    seal({ value, backend, nativeId }, question) {
      return encrypt(JSON.stringify([VERSION, fingerprint(question), value, backend, nativeId]), secret);
    },
    open(cursor, question) {
      const [, belongsTo, value, backend, nativeId] = parsePayload(cursor, secret);
      if (belongsTo !== fingerprint(question)) {
        throw new CursorError('belongs to another filter, order or caller; use it with the arguments it came from');
      }
      return { value, backend, nativeId };
    },
  };
}

function parsePayload(cursor: string, secret: Buffer): z.infer<typeof payload> {
  const text = decrypt(cursor, secret);
  const parsed = text === null ? null : payload.safeParse(JSON.parse(text));
  if (!parsed?.success)
    throw new CursorError('is not a cursor of this gateway, or an outdated one; start again without it');
  return parsed.data;
}

function fingerprint(question: string): string {
  return createHash('sha256').update(question).digest('base64url').slice(0, 16);
}

/** The initialisation vector is made from the text, so it repeats only together with the whole message. */
function encrypt(text: string, secret: Buffer): string {
  const iv = createHmac('sha256', secret).update(text).digest().subarray(0, IV_BYTES);
  const cipher = createCipheriv(CIPHER, secret, iv);
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

function decrypt(cursor: string, secret: Buffer): string | null {
  const bytes = Buffer.from(cursor, 'base64url');
  if (bytes.length <= IV_BYTES + TAG_BYTES || bytes.toString('base64url') !== cursor) return null;
  const decipher = createDecipheriv(CIPHER, secret, bytes.subarray(0, IV_BYTES));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return null; // The only failure there is: the seal does not fit the text.
  }
}
