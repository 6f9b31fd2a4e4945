import { z } from 'zod';
import { jsonReply } from '../http/reply.js';
import { parseJsonObject } from './body.js';
import { findTicket, type Endpoint } from './endpoint.js';
import { parseFields } from './fields.js';
import { conflict } from './refusal.js';
import { changeStatus } from './support.js';
import { toTicketBody } from './ticket-view.js';

const updateRequest = z.object({ status: z.literal('closed', 'can only be set to closed').optional() });

/** `PATCH /accounts/{accountID}/tickets/{ticketID}`. Changes the stored ticket. */
export const updateTicket: Endpoint = (call) => {
  const { choices, clock } = call.state;
  const ticket = findTicket(call);
  const { status } = parseFields(updateRequest, parseJsonObject(call.request));
  const isClosed = ticket.status === 'closed';
  if (status && isClosed && choices.closingClosed === 'conflict') throw conflict('the ticket is already closed');
  if (status && !isClosed) changeStatus(ticket, status, clock());
  return jsonReply(toTicketBody(ticket));
};
