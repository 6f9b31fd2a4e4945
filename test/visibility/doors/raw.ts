import type { World } from '../../gateway/world.js';

export interface RawQuestion {
  readonly query: string;
  readonly variables?: object;
  readonly token: string;
  readonly method?: 'GET' | 'POST';
}

/** An answer as it goes over the wire, its cost told, and what it took upstream: nothing in it depends on the time. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: readonly string[];
  readonly body: string;
  /** Requests that arrived at the simulators, in no order; each once, since two parts of a question may share one. */
  readonly upstream: readonly string[];
}

const WITH_COST = { cost: true };

/** Asks through the front door. The request's id is always the same. */
export async function askRaw({ gateway, together }: World, question: RawQuestion): Promise<RawAnswer> {
  const { query, variables = {}, token, method = 'POST' } = question;
  const simulators = [together.evEnergy, together.moov, together.sirportly];
  for (const { requests } of simulators) requests.clear();
  const url = new URL('http://gateway.test/graphql');
  if (method === 'GET') {
    url.searchParams.set('query', query);
    url.searchParams.set('variables', JSON.stringify(variables));
    url.searchParams.set('extensions', JSON.stringify(WITH_COST));
  }
  const response = await gateway.yoga.fetch(url.href, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'application/graphql-response+json',
      'x-request-id': 'same',
      ...(method === 'POST' && { 'content-type': 'application/json' }),
    },
    ...(method === 'POST' && { body: JSON.stringify({ query, variables, extensions: WITH_COST }) }),
  });
  return {
    status: response.status,
    headers: [...response.headers].map(([name, value]) => `${name}: ${value}`).toSorted(),
    body: await response.text(),
    upstream: toSet(
      simulators.flatMap(({ requests }) => requests.entries.map(({ method: verb, path }) => `${verb} ${path}`)),
    ),
  };
}

/** The same with a placeholder for every way in which something is named. */
export function without(answer: RawAnswer, names: readonly string[]): RawAnswer {
  const clean = (text: string) =>
    names
      .toSorted((a, b) => b.length - a.length)
      .reduce((left, name) => left.replaceAll(name, '…').replaceAll(encodeURIComponent(name), '…'), text);
  return { ...answer, body: clean(answer.body), upstream: toSet(answer.upstream.map(clean)) };
}

function toSet(texts: readonly string[]): string[] {
  return [...new Set(texts)].toSorted();
}

export function toId(...parts: readonly string[]): string {
  return Buffer.from(parts.map(encodeURIComponent).join(':')).toString('base64url');
}
