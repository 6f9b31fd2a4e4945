import { createClientCredentials } from '../../provider/http/credentials/client-credentials.js';
import { withCredentials } from '../../provider/http/credentials/credentials.js';
import { withKeptAnswers, type ReadingClient } from '../../provider/http/kept-answers.js';
import { parseLinks } from '../../provider/http/link-header.js';
import { headerOf } from '../../provider/http/wire/response-headers.js';
import { createTargets } from '../../provider/http/target.js';
import { createUpstreamClient, type UpstreamClient, type UpstreamParts } from '../../provider/http/upstream-client.js';
import { toContentError } from '../../provider/http/upstream-errors.js';
import type { UpstreamRequest } from '../../provider/http/upstream-request.js';
import type { Aggregate } from '../../provider/aggregate.js';
import type { Call, Expand } from '../../provider/provider.js';
import type { Category } from '../../ticket/category.js';
import type { Message } from '../../ticket/message.js';
import { parseCategories } from './category-mapping.js';
import { isRecord } from '../../provider/json.js';
import { onceFor } from '../../provider/once-for.js';
import { toMessages } from './message-mapping.js';
import { toNotification } from './notification.js';
import type { EvEnergyOptions } from './options.js';
import { PATCH_ANSWERS, toPatchAnswer, type PatchAnswer } from './patch-answer.js';
import { toExpandParameters } from './query.js';
import { toFind, toGet, toListRequest, toPatch } from './requests.js';
import { parseTicketRow, type TicketRowJson } from './ticket-row.js';
import { parseUserRow, type UserRowJson } from './user-mapping.js';
import { parseResolution } from './statistics.js';
import { toPatchBody } from './writable-fields.js';
import type { TicketChanges } from '../../provider/writes.js';

/** Sections 3.2 and 11 of the fact sheet. */
const GUIDING_HEADERS = {
  retryAfter: ['retry-after', 'retryafter'],
  rateLimit: ['x-ratelimit-limit'],
  rateLimitRemaining: ['x-ratelimit-remaining'],
};

/** Its headers say how many; that the hour rolls, section 11 says. */
const QUOTA = { limit: null, windowMs: 3_600_000 };

/** A page as it came. */
export interface ListPage {
  readonly request: UpstreamRequest;
  /** Not read yet. */
  readonly rows: readonly unknown[];
  /** Targets by relation. */
  readonly links: ReadonlyMap<string, string>;
}

/**
 * The operations that we use. Ids are well-formed; null means that there is none, or none
 * that can be read: the two must look alike, or a hidden ticket would give itself away. Each may throw ProviderError.
 */
export interface EvEnergyClient extends Pick<UpstreamClient, 'status' | 'close'> {
  readonly root: URL;
  /** @param read what a page comes to; one that it refuses, by throwing, is kept for nobody */
  listTickets<T>(url: URL, call: Call, read: (page: ListPage) => T): Promise<T>;
  getTicket(id: string, expand: Expand, call: Call): Promise<TicketRowJson | null>;
  listMessages(ticketId: string, call: Call): Promise<readonly Message[] | null>;
  getUser(id: string, call: Call): Promise<UserRowJson | null>;
  listCategories(call: Call): Promise<readonly Category[]>;
  /** Figures of every ticket that the credentials stand for, whichever these are: see `statistics.ts`. */
  getResolution(call: Call): Promise<Aggregate>;
  patchTicket(id: string, changes: TicketChanges, call: Call): Promise<PatchAnswer>;
}

export function createEvEnergyClient(options: EvEnergyOptions, parts: UpstreamParts): EvEnergyClient {
  const root = new URL(options.baseUrl);
  const toTarget = createTargets(root);
  const api = createApi(options, parts);

  /** Null when there is none such. */
  function get<T>(request: UpstreamRequest, call: Call, parse: (body: unknown) => T): Promise<T | null> {
    return api.read(request, call, ({ status, body }) => (status === 404 ? null : parse(body)));
  }

  return {
    root,
    listTickets(url, call, read) {
      const request = toListRequest(url, options.actAs);
      return api.read(request, call, ({ body, headers }) => {
        const rows = orRefuse(request, toArray(body));
        return read({ request, rows, links: parseLinks(headerOf(headers, ['link']) ?? '') });
      });
    },
    getTicket(id, expand, call) {
      const url = toTarget(['support_tickets', id], toExpandParameters(expand));
      const request = toFind(url, '/support_tickets/{id}');
      return get(request, call, (body) => parseTicketRowOnce(orRefuse(request, toResource(id, body))));
    },
    listMessages(ticketId, call) {
      const request = toFind(toTarget(['support_tickets', ticketId, 'messages']), '/support_tickets/{id}/messages');
      return get(request, call, (body) => orRefuse(request, parseMessagesOnce(body)));
    },
    getUser(id, call) {
      const request = toFind(toTarget(['users', id]), '/users/{id}');
      return get(request, call, (body) => parseUserRowOnce(orRefuse(request, toResource(id, body))));
    },
    listCategories(call) {
      const request = toGet(toTarget(['support_tickets', 'categories']), '/support_tickets/categories');
      return api.read(request, call, ({ body }) => orRefuse(request, parseCategories(body)));
    },
    getResolution(call) {
      const request = toGet(toTarget(['support-ticket-stats', 'resolution']), '/support-ticket-stats/resolution');
      return api.read({ ...request, purpose: 'statistics' }, call, ({ body }) =>
        orRefuse(request, parseResolution(body)),
      );
    },
    async patchTicket(id, changes, call) {
      const url = toTarget(['support_tickets', id]);
      const request = toPatch(url, '/support_tickets/{id}', toPatchBody(changes));
      return toPatchAnswer(request, id, await api.send({ ...request, answers: PATCH_ANSWERS }, call));
    },
    status: () => api.status(),
    close: () => api.close(),
  };
}

function createApi(options: EvEnergyOptions, parts: UpstreamParts): ReadingClient {
  const { clientId, clientSecret } = options;
  const { now } = parts;
  const client = createUpstreamClient({
    ...options,
    ...parts,
    guidingHeaders: GUIDING_HEADERS,
    quota: QUOTA,
    toNotification,
  });
  const tokenUrl = new URL(options.tokenUrl);
  const scopes = options.scopes.split(/\s+/).filter(Boolean);
  const credentials = createClientCredentials({ client, tokenUrl, clientId, clientSecret, scopes, now });
  return withKeptAnswers(withCredentials(client, credentials), { ...options, now });
}

/** @throws ProviderError when there is nothing that could be read */
function orRefuse<T>(request: UpstreamRequest, parsed: T | null): T {
  if (parsed !== null) return parsed;
  throw toContentError(request, 'answered with something that is not the documented resource');
}

/**
 * An object that may be the one asked for; null when it is none or another one: the sandbox is said to answer every user
 * id with the same user. Without an id in it nobody can tell, and reading it comes to nothing; with no time of creation
 * either, it is nothing of theirs at all.
 */
function toResource(id: string, body: unknown): object | null {
  if (!isRecord(body) || !('id' in body || 'created_at' in body)) return null;
  return typeof body['id'] === 'string' && body['id'] !== id ? null : body;
}

function toArray(body: unknown): readonly unknown[] | null {
  return Array.isArray(body) ? body : null;
}

/** Null when there are messages and not one of them can be read: that is no empty conversation. */
function parseMessages(body: unknown): readonly Message[] | null {
  const rows = toArray(body);
  const messages = rows && toMessages(rows);
  return rows && messages && messages.length === 0 && rows.length > 0 ? null : messages;
}

// Answers are shared by those who ask the same, and so is what is read in them.
const parseTicketRowOnce = onceFor(parseTicketRow);
const parseMessagesOnce = onceFor(parseMessages);
const parseUserRowOnce = onceFor(parseUserRow);
