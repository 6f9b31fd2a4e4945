import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listenOn } from './listen.js';

/** Makes JSON text of the body of a request, for the account that it is of. */
type Answer = (body: string, account: string) => Promise<string>;

/** Serves answers by `node:http` alone; 500 where one fails. */
export function serve(answer: Answer): Promise<void> {
  const server = createServer((request, response) => {
    handle(request, response, answer).catch((error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      response.writeHead(500).end();
    });
  });
  return listenOn(server);
}

async function handle(request: IncomingMessage, response: ServerResponse, answer: Answer): Promise<void> {
  const text = await answer(await readText(request), String(request.headers['x-account']));
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text);
}

function readText(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (text += chunk));
    request.once('end', () => resolve(text));
    request.once('error', reject);
  });
}
