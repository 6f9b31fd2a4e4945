import type { Gateway } from '../../src/gateway.js';

/** An answer as a client reads it. */
export interface Answer<T = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly data: T | null | undefined;
  readonly errors: readonly AnswerError[] | undefined;
}

export interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string; readonly requestId: string; readonly [key: string]: unknown };
}

/** A typed document of the code generator, or plain text. */
export interface Document<Result, Variables> {
  toString(): string;
  readonly __apiType?: (variables: Variables) => Result;
}

export interface AskOptions<Variables> {
  readonly token?: string;
  readonly variables?: Variables;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks through the front door, without a port. */
export async function ask<Result = Record<string, unknown>, Variables = Record<string, unknown>>(
  { yoga }: Pick<Gateway, 'yoga'>,
  document: Document<Result, Variables> | string,
  { token, variables, headers }: AskOptions<Variables> = {},
): Promise<Answer<Result>> {
  const response = await yoga.fetch('http://gateway.test/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      ...(token && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: JSON.stringify({ query: document.toString(), variables }),
  });
  const { data, errors } = (await response.json()) as Pick<Answer<Result>, 'data' | 'errors'>;
  return { status: response.status, headers: response.headers, data, errors };
}

/** The data of an answer that must have no errors. */
export async function askFor<Result, Variables>(
  gateway: Pick<Gateway, 'yoga'>,
  document: Document<Result, Variables> | string,
  options: AskOptions<Variables> = {},
): Promise<Result> {
  const { data, errors, status } = await ask(gateway, document, options);
  if (!data || errors) throw new Error(`HTTP ${status}: ${JSON.stringify(errors)}`);
  return data;
}
