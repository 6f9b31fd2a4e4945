import { createServer, type Server, type Socket } from 'node:net';
import { NOT_FOUND, type Answers } from './answers.js';

const HEAD_END = '\r\n\r\n';

export interface UpstreamOptions {
  readonly answers: Answers;
  /** Before each answer, in milliseconds; 0 answers at once. */
  delayMs(): number;
  /** Told of each request. */
  onCall(): void;
}

/**
 * An HTTP server that knows no more than it must: GET requests without bodies, one line and its headers. It answers with
 * bytes that are ready, so that it costs far less than any server in front of it.
 */
export function createUpstream(options: UpstreamOptions): Server {
  return createServer({ noDelay: true }, (socket) => serve(socket, options));
}

function serve(socket: Socket, { answers, delayMs, onCall }: UpstreamOptions): void {
  let rest = '';

  function answer(head: string): void {
    onCall();
    const bytes = answers.get(pathOf(head)) ?? NOT_FOUND;
    const isLast = /\r\nconnection: close/i.test(head);
    const send = () => {
      if (socket.writable) socket.write(bytes);
      if (isLast) socket.end();
    };
    const waitMs = delayMs();
    if (waitMs === 0) send();
    else setTimeout(send, waitMs);
  }

  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    rest += chunk;
    for (let end = rest.indexOf(HEAD_END); end >= 0; end = rest.indexOf(HEAD_END)) {
      answer(rest.slice(0, end));
      rest = rest.slice(end + HEAD_END.length);
    }
  });
  // Clients end connections as they please.
  socket.on('error', () => socket.destroy());
}

/** What stands between the method and the query, if that is GET. */
function pathOf(head: string): string {
  const line = head.slice(0, head.indexOf('\r\n'));
  return /^GET ([^ ?]+)/.exec(line)?.[1] ?? '';
}
