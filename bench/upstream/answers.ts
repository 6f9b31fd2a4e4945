import { accounts } from '../world/accounts.js';
import { toMessages, toTickets } from '../world/tickets.js';

/** Whole HTTP answers by path, rendered once. */
export type Answers = ReadonlyMap<string, Buffer>;

/** Every answer of the API about the accounts of the world. */
export function renderAnswers(): Answers {
  const answers = new Map<string, Buffer>();
  for (const account of accounts) {
    const path = `/accounts/${account.id}/tickets`;
    const tickets = toTickets(account);
    answers.set(path, toAnswer('200 OK', { items: tickets }));
    for (const ticket of tickets) {
      answers.set(`${path}/${ticket.ticketID}`, toAnswer('200 OK', ticket));
      answers.set(`${path}/${ticket.ticketID}/messages`, toAnswer('200 OK', toMessages(account, ticket)));
    }
  }
  return answers;
}

export const NOT_FOUND = toAnswer('404 Not Found', { error: 'there is no such thing' });

function toAnswer(status: string, json: unknown): Buffer {
  const body = Buffer.from(JSON.stringify(json));
  const head = `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}
