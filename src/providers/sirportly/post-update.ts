import type { Parameter } from '../../provider/http/target.js';
import type { UpstreamRequest, UpstreamResponse } from '../../provider/http/upstream-request.js';
import type { MessageType } from '../../ticket/message.js';
import { toEmail } from './mapping.js';
import type { SirportlyOptions } from './options.js';
import type { TicketJson } from './ticket-json.js';
import type { UpdateJson } from './update-json.js';
import type { WriteContext } from './written-tickets.js';

export interface Post {
  readonly text: string;
  readonly isPrivate: boolean;
  readonly author: readonly Parameter[];
}

/** @returns the request, for errors to name, and its answer, which may be a 404 or a 422 */
export async function postUpdate(
  reference: string,
  { text, isPrivate, author }: Post,
  { client, call }: WriteContext,
): Promise<{ readonly request: UpstreamRequest; readonly answer: UpstreamResponse }> {
  const privacy: Parameter[] = isPrivate ? [['private', '1']] : [];
  const parameters: Parameter[] = [['ticket', reference], ['message', text], ...privacy, ...author];
  const request = client.toWrite('/tickets/post_update', parameters);
  return { request, answer: await client.write(request, call) };
}

/**
 * Who speaks, as parameters; null when there is nobody. A token of a user speaks as that user whatever is sent, and
 * without any author an account's token speaks as the system.
 */
export function toAuthor(
  type: MessageType,
  ticket: TicketJson,
  { application, agent, aiAgent }: SirportlyOptions,
): readonly Parameter[] | null {
  if (application !== undefined) return [];
  if (type === 'CUSTOMER_RESPONSE') return toCustomer(ticket);
  const user = type === 'AI_AGENT_RESPONSE' ? aiAgent : agent;
  return user === undefined ? null : [['user', user]];
}

function toCustomer(ticket: TicketJson): readonly Parameter[] | null {
  if (ticket.contact?.id) return [['contact', ticket.contact.id]];
  const email = toEmail(ticket);
  if (email === null) return null;
  return [
    ['author_name', ticket.contact?.name ?? email],
    ['author_email', email],
  ];
}

/** True for an update of this text: line ends and outer spaces may not come back as they went. */
export function saysSame({ message }: UpdateJson, text: string): boolean {
  return message !== null && toPlain(message) === toPlain(text);
}

function toPlain(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').trim();
}
