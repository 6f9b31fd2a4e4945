import { withKeptAnswers } from '../../provider/http/kept-answers.js';
import type { Parameter } from '../../provider/http/target.js';
import { createUpstreamClient, type UpstreamClient, type UpstreamParts } from '../../provider/http/upstream-client.js';
import { toContentError } from '../../provider/http/upstream-errors.js';
import type { UpstreamRequest, UpstreamResponse } from '../../provider/http/upstream-request.js';
import { isRecord } from '../../provider/json.js';
import { onceFor } from '../../provider/once-for.js';
import type { Call } from '../../provider/provider.js';
import type { OrderDirection } from '../../ticket/order.js';
import { parseContacts, parseContact, type ContactJson } from './contact-json.js';
import { parseCounts, type CountRow } from './count-rows.js';
import { toListPage, type ListPage } from './list-page.js';
import type { SirportlyOptions } from './options.js';
import { createRequests } from './requests.js';
import { parseTable, type TableRow } from './table-json.js';
import { parseTicketJson, type TicketJson } from './ticket-json.js';
import { parseUpdates, type UpdateJson } from './update-json.js';

/** A list of tickets: everybody's, or one contact's. */
export interface TicketsOf {
  readonly contact: string | null;
  readonly direction: OrderDirection;
}

/** What verbs that write refuse with beside the usual: an object that is not there, and fields that are wrong. */
const WRITE_ANSWERS = [404, 422];
/** Contacts that one search gives; as many may be a part of them. */
export const CONTACTS_PER_SEARCH = 100;

/** The verbs that we use. Null means that there is none. Each may throw ProviderError. */
export interface SirportlyClient extends Pick<UpstreamClient, 'status' | 'close'> {
  /**
   * With its updates and custom fields. One that cannot be read is none: an error would tell that a ticket is there
   * that the caller may not see. @param reference a well-formed one
   */
  getTicket(reference: string, call: Call): Promise<TicketJson | null>;
  /** The same for one that is known to be there, as it was just written or listed: not to be readable is an error. */
  readBack(reference: string, call: Call): Promise<TicketJson | null>;
  /** By the time of creation; a contact that there is not has no tickets. */
  listTickets(list: TicketsOf, page: number, call: Call): Promise<ListPage>;
  listUpdates(reference: string, call: Call): Promise<readonly UpdateJson[] | null>;
  /** `/objects/…`; a row that cannot be read is left out. */
  listObjects(verb: string, call: Call): Promise<readonly TableRow[]>;
  /** By id, reference or name, whichever Sirportly finds. */
  getContact(key: string, call: Call): Promise<ContactJson | null>;
  searchContacts(email: string, call: Call): Promise<readonly ContactJson[]>;
  /** How many tickets there are of each combination of values. @param columns of SPQL */
  countBy(columns: readonly string[], call: Call): Promise<readonly CountRow[]>;
  /** The answer may be a 404 or a 422. */
  write(request: UpstreamRequest, call: Call): Promise<UpstreamResponse>;
  toWrite(verb: string, parameters: readonly Parameter[]): UpstreamRequest;
}

const NOT_FOUND = [404];

export function createSirportlyClient(options: SirportlyOptions, parts: UpstreamParts): SirportlyClient {
  // Its framework says `max-age=0` to every request that says nothing else: it is meant for browsers.
  const keeping = { ...options, heedsMaxAge: false, now: parts.now };
  const api = withKeptAnswers(createUpstreamClient({ ...options, ...parts }), keeping);
  const { toRead, toWrite } = createRequests(options);

  function read<T>(request: UpstreamRequest, call: Call, parse: (body: unknown) => T | null): Promise<T> {
    return api.read(request, call, ({ body }) => orRefuse(request, parse(body)));
  }

  const toReadTicket = (reference: string) => toRead('/tickets/ticket', [['ticket', reference]]);

  function find<T>(request: UpstreamRequest, call: Call, parse: (body: unknown) => T | null): Promise<T | null> {
    return api.read({ ...request, answers: NOT_FOUND }, call, ({ status, body }) =>
      status === 404 ? null : orRefuse(request, parse(body)),
    );
  }

  return {
    async getTicket(reference, call) {
      const found = await find(toReadTicket(reference), call, (body) => toResource(reference, body));
      return parseTicketOnce(found);
    },
    readBack: (reference, call) => find(toReadTicket(reference), call, (body) => toTicketAsked(reference, body)),
    listTickets(list, page, call) {
      const request = toRead(...toListParameters(list, page));
      // A contact of which a page was read is no contact that there is not.
      const answers = list.contact === null || page > 1 ? [] : NOT_FOUND;
      return api.read({ ...request, answers }, call, ({ status, body }) =>
        status === 404
          ? { number: page, pages: 0, total: 0, rows: [], leftOut: null }
          : toListPage(request, page, body),
      );
    },
    listUpdates: (reference, call) =>
      find(toRead('/ticket_updates/all', [['ticket', reference]]), call, (body) =>
        Array.isArray(body) ? parseUpdatesOnce(body) : null,
      ),
    listObjects: (verb, call) => read(toRead(verb, []), call, parseTable),
    getContact: (key, call) => find(toRead('/contacts/info', [['contact', key]]), call, parseContact),
    searchContacts: (email, call) => read(toRead('/contacts/search', toSearch(email)), call, parseContacts),
    countBy(columns, call) {
      const spql = `SELECT COUNT, ${columns.join(', ')} FROM tickets GROUP BY ${columns.join(', ')}`;
      const request: UpstreamRequest = { ...toRead('/tickets/spql', [['spql', spql]]), purpose: 'statistics' };
      return read(request, call, (body) => parseCounts(body, columns.length));
    },
    write: (request, call) => api.send({ ...request, answers: WRITE_ANSWERS }, call),
    toWrite,
    status: () => api.status(),
    close: () => api.close(),
  };
}

/** @throws ProviderError when there is nothing that could be read */
function orRefuse<T>(request: UpstreamRequest, parsed: T | null): T {
  if (parsed !== null) return parsed;
  throw toContentError(request, 'answered with something that is not the documented resource');
}

/** What may be the ticket asked for; null when it is something else. */
function toResource(reference: string, body: unknown): object | null {
  return isRecord(body) && body['reference'] === reference ? body : null;
}

/** Null when it is another ticket than the one asked for. */
function toTicketAsked(reference: string, body: unknown): TicketJson | null {
  const ticket = parseTicketJson(body);
  return ticket?.reference === reference ? ticket : null;
}

function toListParameters({ contact, direction }: TicketsOf, page: number): [string, Parameter[]] {
  const parameters: Parameter[] = [
    ['page', String(page)],
    ['sort_by', 'created_at'],
    ['order', direction.toLowerCase()],
  ];
  return contact === null ? ['/tickets/all', parameters] : ['/tickets/contact', [['contact', contact], ...parameters]];
}

function toSearch(email: string): Parameter[] {
  return [
    ['query', email],
    ['types', 'email'],
    ['limit', String(CONTACTS_PER_SEARCH)],
  ];
}

// Answers are shared by those who ask the same, and so is what is read in them.
const parseTicketOnce = onceFor(parseTicketJson);
const parseUpdatesOnce = onceFor(parseUpdates);
