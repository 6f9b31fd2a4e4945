import type { Fault } from './fault.js';
import type { HttpLimits } from './limits.js';

const LINE_END = 0x0a;

/** What Node tells of bytes that are no request to it. */
export interface ClientError extends Error {
  readonly code?: string;
  /** What came last. */
  readonly rawPacket?: Buffer;
}

/** What to answer, or null when nobody is there to read it. @see https://nodejs.org/api/http.html#event-clienterror */
export function toFault({ code = '', rawPacket }: ClientError, limits: HttpLimits): Fault | null {
  switch (code) {
    case 'ECONNRESET':
    case 'EPIPE':
      return null;
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return { status: 408, detail: 'The request took too long to come: send headers and body without a pause.' };
    case 'HPE_HEADER_OVERFLOW':
      return isFirstLine(rawPacket)
        ? { status: 414, detail: `The URL must have at most ${limits.urlBytes} bytes.` }
        : { status: 431, detail: `The headers must have at most ${limits.headerBytes} bytes.` };
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return { status: 413, detail: 'The chunks of the body must have no long extensions.' };
    default:
      return { status: 400, detail: 'This is not well-formed HTTP/1.1.' };
  }
}

function isFirstLine(packet: Buffer | undefined): boolean {
  return packet !== undefined && /^[A-Z]+ /.test(packet.toString('latin1', 0, 8)) && isLong(packet);
}

function isLong(packet: Buffer): boolean {
  const end = packet.indexOf(LINE_END);
  return end < 0 || end > packet.length / 2;
}
