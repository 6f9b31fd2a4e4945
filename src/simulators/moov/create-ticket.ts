import { z } from 'zod';
import { jsonReply } from '../http/reply.js';
import { parseJsonObject } from './body.js';
import type { Endpoint } from './endpoint.js';
import { filledText, optionalText, parseFields, text } from './fields.js';
import { formatInstant } from './instant.js';
import type { MoovTicket } from './model.js';
import { conflict } from './refusal.js';
import type { MoovState } from './state.js';
import { toTicketBody } from './ticket-view.js';
import { createUuid } from './uuid.js';

const contact = z.object({
  email: text.regex(/^[^\s@]+@[^\s@]+$/, 'must be an email address'),
  name: optionalText,
});

const ticketRequest = z.object({
  title: filledText,
  body: filledText,
  author: optionalText,
  foreignID: optionalText,
  // So that a contact that is missing, or is no object, is answered for its members.
  contact: z.preprocess((value) => (isObject(value) ? value : {}), contact),
});

type TicketRequest = z.infer<typeof ticketRequest>;

/** `POST /accounts/{accountID}/tickets`. Appends to the data. */
export const createTicket: Endpoint = ({ state, accountId, request }) => {
  const fields = parseFields(ticketRequest, parseJsonObject(request));
  checkForeignID(state, accountId, fields);
  const ticket = toTicket(state, accountId, fields);
  state.data.tickets.push(ticket);
  return jsonReply(toTicketBody(ticket));
};

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function checkForeignID({ data, choices }: MoovState, accountId: string, { foreignID }: TicketRequest): void {
  if (foreignID === undefined || choices.repeatedForeignID === 'allow') return;
  const isTaken = data.tickets.some((ticket) => ticket.accountId === accountId && ticket.foreignID === foreignID);
  if (isTaken) throw conflict('a ticket with this foreignID already exists');
}

function toTicket(state: MoovState, accountId: string, fields: TicketRequest): MoovTicket {
  const {
    title,
    body,
    author,
    foreignID,
    contact: { email, name },
  } = fields;
  const createdOn = formatInstant(state.clock());
  return {
    accountId,
    ...mintIdentity(state),
    title,
    contact: { email, ...(name === undefined ? {} : { name }) },
    status: 'new',
    createdOn,
    updatedOn: createdOn,
    latestMessageOn: createdOn,
    ...(foreignID === undefined ? {} : { foreignID }),
    messages: [{ author: author ?? name ?? email, body, sentOn: createdOn }],
  };
}

function mintIdentity({ data, random }: MoovState): Pick<MoovTicket, 'ticketID' | 'number'> {
  const taken = new Set(data.tickets.map(({ ticketID }) => ticketID));
  let ticketID = createUuid(random);
  while (taken.has(ticketID)) ticketID = createUuid(random);
  return { ticketID, number: data.tickets.reduce((highest, ticket) => Math.max(highest, ticket.number), 1000) + 1 };
}
