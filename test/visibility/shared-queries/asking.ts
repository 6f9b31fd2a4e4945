import type { DestinationStream } from 'pino';
import type { Gateway } from '../../../src/gateway.js';

export interface Asking {
  readonly query: string;
  readonly variables?: object;
  readonly operationName?: string;
  readonly extensions?: object;
}

/** An answer as text, without what names the request, and whether it was made for somebody else. */
export interface Given {
  readonly text: string;
  readonly isShared: boolean;
}

export interface Answered {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly unknown[];
  readonly extensions?: object;
}

/** Asks a gateway whose log goes to `logTo`: that tells which answers are shared. */
export interface Front {
  readonly logTo: DestinationStream;
  /** How often was asked so far. */
  asked(): number;
  ask(gateway: Pick<Gateway, 'yoga'>, asking: Asking, token: string): Promise<Given>;
}

export function createFront(): Front {
  const shared = new Map<string, boolean>();
  let asked = 0;
  return {
    logTo: { write: (line) => noteRequest(line, shared) },
    asked: () => asked,
    async ask({ yoga }, asking, token) {
      const id = `request-${(asked += 1)}`;
      const response = await yoga.fetch('http://gateway.test/graphql', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json',
          authorization: `Bearer ${token}`,
          'x-request-id': id,
        },
        body: JSON.stringify(asking),
      });
      const text = await response.text();
      const isShared = shared.get(id);
      if (isShared === undefined) throw new Error(`The log does not tell of ${id}.`);
      return { text: text.replaceAll(id, 'this request'), isShared };
    },
  };
}

export function read({ text }: Given): Answered {
  return JSON.parse(text) as Answered;
}

function noteRequest(line: string, shared: Map<string, boolean>): void {
  const { msg, requestId, isShared } = JSON.parse(line) as {
    readonly msg?: string;
    readonly requestId?: string;
    readonly isShared?: boolean;
  };
  if (msg === 'request' && requestId !== undefined && isShared !== undefined) shared.set(requestId, isShared);
}
