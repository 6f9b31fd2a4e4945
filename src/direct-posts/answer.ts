import type { ServerResponse } from 'node:http';

/** An answer before it is written. */
export interface Answer {
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly body: string | Buffer;
}

/** Names in lower case. */
export class AnswerHeaders {
  readonly #values = new Map<string, string>();

  constructor(headers: Iterable<readonly [string, string]>) {
    for (const [name, value] of headers) this.#values.set(name.toLowerCase(), value);
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  set(name: string, value: string): void {
    this.#values.set(name, value);
  }

  append(name: string, value: string): void {
    const before = this.#values.get(name);
    this.#values.set(name, before === undefined ? value : `${before}, ${value}`);
  }

  /** Names and values by turns, as Node takes them. */
  toList(): string[] {
    const list: string[] = [];
    for (const [name, value] of this.#values) list.push(name, value);
    return list;
  }
}

export async function toAnswer(response: Response): Promise<Answer> {
  return { status: response.status, headers: new AnswerHeaders(response.headers), body: await response.text() };
}

/** Where the client has gone, nothing is written. */
export function write({ status, headers, body }: Answer, response: ServerResponse): void {
  if (response.destroyed) return;
  headers.set('content-length', String(Buffer.byteLength(body)));
  response.writeHead(status, headers.toList());
  response.end(body);
}
