import { toMessages, toTickets, type MoovTicket } from '../world/tickets.js';
import { toStatus } from '../world/status.js';
import type { Question } from './question.js';

/** The data that answers a question, in the words of the gateway's schema. */
export function toExpected(question: Question): object {
  const tickets = toTickets(question.account);
  switch (question.kind) {
    case 'typename':
      return { __typename: 'Query' };
    case 'ticket': {
      const ticket = tickets.find(({ ticketID }) => ticketID === question.ticketId);
      return { ticketByNativeId: ticket ? toFields(ticket, question) : null };
    }
    case 'list':
      return { tickets: { nodes: tickets.map((ticket) => toNode(ticket, question)) } };
  }
}

function toFields({ ticketID, title, status, createdOn }: MoovTicket, { account }: Question) {
  return {
    nativeId: ticketID,
    subject: title,
    status: toStatus(status),
    createdAt: createdOn,
    user: { fullName: account.user.fullName },
  };
}

function toNode(ticket: MoovTicket, question: Question) {
  const messages = toMessages(question.account, ticket);
  const nodes = messages.map(({ body, sentOn }) => ({ text: body, createdAt: sentOn }));
  return { ...toFields(ticket, question), messages: { nodes } };
}
