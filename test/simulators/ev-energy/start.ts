import {
  createEvEnergySimulator,
  type ClientCredential,
  type EvEnergySimulator,
  type EvEnergySimulatorOptions,
} from '../../../src/simulators/ev-energy/index.js';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON; null when the body is empty. */
  readonly body: unknown;
}

export interface TicketBody {
  readonly [member: string]: unknown;
  readonly id: string;
  readonly url: string;
  readonly user: string | null;
  readonly messages: readonly string[];
}

/** A caller with a token of its own. */
export interface Caller {
  readonly token: string;
  send(path: string, init?: RequestInit): Promise<Answer>;
  /** The body of a request that has to succeed. */
  get<T = unknown>(path: string, headers?: Record<string, string>): Promise<T>;
  patch(path: string, body: unknown): Promise<Answer>;
}

export interface Started {
  readonly simulator: EvEnergySimulator;
  connect(credential: ClientCredential, scope?: string): Promise<Caller>;
}

/** Starts a simulator on a free port. */
export async function startSimulator(options: EvEnergySimulatorOptions = {}): Promise<Started> {
  const simulator = createEvEnergySimulator(options);
  await simulator.listen(0);
  return {
    simulator,
    async connect(credential, scope = '') {
      const answer = await requestToken(simulator.tokenUrl, credential, { grant_type: 'client_credentials', scope });
      const { access_token: token } = answer.body as { access_token: string };
      return createCaller(simulator.baseUrl, token);
    },
  };
}

/** Asks for a token with HTTP Basic. */
export async function requestToken(
  tokenUrl: string,
  { clientId, clientSecret }: ClientCredential,
  form: Record<string, string>,
): Promise<Answer> {
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
  const headers = { Authorization: `Basic ${basic}` };
  return toAnswer(await fetch(tokenUrl, { method: 'POST', headers, body: new URLSearchParams(form) }));
}

export async function toAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  const body: unknown = text === '' ? null : JSON.parse(text);
  return { status: response.status, headers: response.headers, body };
}

export function createCaller(baseUrl: string, token: string): Caller {
  async function send(path: string, init: RequestInit = {}): Promise<Answer> {
    const headers = new Headers(init.headers);
    headers.set('Authorization', `Bearer ${token}`);
    const url = path.startsWith('http') ? path : `${baseUrl}${path}`;
    return toAnswer(await fetch(url, { ...init, headers }));
  }

  return {
    token,
    send,
    async get<T>(path: string, headers: Record<string, string> = {}) {
      const { status, body } = await send(path, { headers });
      if (status !== 200) throw new Error(`GET ${path} was answered ${status}: ${JSON.stringify(body)}`);
      return body as T;
    },
    patch: (path, body) =>
      send(path, {
        method: 'PATCH',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }),
  };
}

/** The targets of a `Link` header by relation. */
export function parseLink(headers: Headers): { previous: string; next: string } {
  const pattern = /^<([^>]+)>; rel="previous", <([^>]+)>; rel="next"$/;
  const [, previous = '', next = ''] = pattern.exec(headers.get('link') ?? '') ?? [];
  return { previous, next };
}

/** Every item of a list, read page by page. */
export async function walk<T = TicketBody>(
  caller: Caller,
  path: string,
  relation: 'previous' | 'next' = 'next',
): Promise<T[]> {
  const items: T[] = [];
  let target = path;
  while (target !== 'about:blank') {
    const { headers, body } = await caller.send(target);
    const page = body as T[];
    if (relation === 'next') items.push(...page);
    else items.unshift(...page);
    target = parseLink(headers)[relation];
  }
  return items;
}
