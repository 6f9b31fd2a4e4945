import { z } from 'zod';
import { compiled } from '../../provider/fields.js';
import type { Parameter } from '../../provider/http/target.js';
import { requestIdOf } from '../../provider/http/wire/response-headers.js';
import type { UpstreamClient, UpstreamParts } from '../../provider/http/upstream-client.js';
import { toContentError, toLeftOut } from '../../provider/http/upstream-errors.js';
import type { UpstreamRequest, UpstreamResponse } from '../../provider/http/upstream-request.js';
import { onceFor } from '../../provider/once-for.js';
import type { ProviderError } from '../../provider/provider-error.js';
import type { Call } from '../../provider/provider.js';
import type { Message } from '../../ticket/message.js';
import { createApi, GUIDING_HEADERS, toHeaders } from './api.js';
import { toCloseAnswer, type CloseAnswer } from './close-answer.js';
import { toCreateAnswer, type CreateAnswer } from './create-answer.js';
import { parseMessages, toMessages } from './message-mapping.js';
import type { MoovOptions } from './options.js';
import { parsePage, type ReadPage } from './page.js';
import { createRequests } from './requests.js';
import { parseTicket, type Contact, type TicketJson } from './ticket-json.js';

/** Section 5.2 of the fact sheet. */
export interface NewTicketJson {
  readonly title: string;
  /** Becomes the first message. */
  readonly body: string;
  readonly contact: { readonly email: string; readonly name?: string };
  readonly foreignID: string;
}

/** One page of one account's list. */
export interface ListPage extends Pick<ReadPage, 'tickets' | 'cursor'> {
  /** Why rows are left out that could not be read; null where none are. */
  readonly leftOut: ProviderError | null;
}

/** The operations of the API, one account at a time. Ticket ids are well-formed. Each may throw ProviderError. */
export interface MoovClient extends Pick<UpstreamClient, 'status' | 'close'> {
  listTickets(accountId: string, parameters: readonly Parameter[], call: Call): Promise<ListPage>;
  /** Null: there is none, or none that can be read. The two must look alike, or a hidden ticket would give itself away. */
  getTicket(accountId: string, id: string, call: Call): Promise<TicketJson | null>;
  /**
   * A conversation, oldest first. Null: no such ticket. What Moov answers then is unknown, an empty list perhaps.
   * @param contact of the ticket
   */
  listMessages(accountId: string, id: string, contact: Contact, call: Call): Promise<readonly Message[] | null>;
  createTicket(accountId: string, ticket: NewTicketJson, call: Call): Promise<CreateAnswer>;
  closeTicket(accountId: string, id: string, call: Call): Promise<CloseAnswer>;
}

export function createMoovClient(options: MoovOptions, parts: UpstreamParts): MoovClient {
  const api = createApi(options, parts);
  const requests = createRequests(new URL(options.baseUrl), toHeaders(options));

  /** @throws ProviderError when `read` finds nothing that it could read */
  function get<T>(request: UpstreamRequest, read: (body: unknown) => T | null, call: Call): Promise<T | null> {
    return api.read(request, call, (response) =>
      response.status === 404 ? null : orRefuse(request, response, read(response.body)),
    );
  }

  return {
    listTickets(accountId, parameters, call) {
      const request = requests.toList(accountId, parameters);
      return api.read(request, call, (response) => {
        const page = orRefuse(request, response, parsePageOnce(response.body));
        // A page that names itself as the next one would be read for ever.
        if (parameters.some(([name, value]) => name === 'cursor' && value === page.cursor)) {
          throw refuse(request, response, 'answered with a page that names itself as the page after it');
        }
        const { tickets, unreadable, cursor } = page;
        return { tickets, leftOut: toLeftOut(request, unreadable), cursor };
      });
    },
    async getTicket(accountId, id, call) {
      const body = await get(requests.toTicket(accountId, id), (json) => toResourceOnce(json, id), call);
      const ticket = parseTicketOnce(body);
      return ticket?.ticketID === id ? ticket : null;
    },
    listMessages: (accountId, id, contact, call) =>
      get(requests.toMessages(accountId, id), (body) => readMessagesOnce(body, contact), call),
    async createTicket(accountId, ticket, call) {
      const request = requests.toCreate(accountId, ticket);
      const response = await api.send(request, call);
      return orRefuse(request, response, toCreateAnswer(request, response));
    },
    async closeTicket(accountId, id, call) {
      const request = requests.toPatch(accountId, id, { status: 'closed' });
      const response = await api.send(request, call);
      return orRefuse(request, response, toCloseAnswer(id, response));
    },
    status: () => api.status(),
    close: () => api.close(),
  };
}

function orRefuse<T>(request: UpstreamRequest, response: UpstreamResponse, parsed: T | null): T {
  if (parsed !== null) return parsed;
  throw refuse(request, response, 'answered with something that is not the documented resource');
}

function refuse(request: UpstreamRequest, { headers }: UpstreamResponse, problem: string): ProviderError {
  return toContentError(request, problem, requestIdOf(headers, GUIDING_HEADERS));
}

const resource = compiled(z.looseObject({ ticketID: z.string() }));

/** What may be the ticket asked for; null when it is another. Moov may not tell upper case from lower case in ids. */
function toResource(json: unknown, id: string): object | null {
  const { data } = resource.safeParse(json);
  return data?.ticketID.toLowerCase() === id.toLowerCase() ? data : null;
}

// Answers are shared by those who ask the same, and so is what is read in them.
const parsePageOnce = onceFor(parsePage);
const parseTicketOnce = onceFor(parseTicket);
const readMessagesOnce = onceFor((body: unknown, contact: Contact) => {
  const rows = parseMessages(body);
  return rows && toMessages(rows, contact);
});
const toResourceOnce = onceFor(toResource);
