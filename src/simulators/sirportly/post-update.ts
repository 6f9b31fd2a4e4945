import { jsonReply } from '../http/reply.js';
import { readAuthor } from './authorship.js';
import type { Call, Verb } from './call.js';
import { lookUpTicket } from './lookup.js';
import type { SirportlyTicket, SirportlyUpdate } from './model.js';
import { createSirportlyUpdate } from './records.js';
import { blankMessage, invalidRecord } from './refusal.js';
import { minutesBetween, parseTime } from './times.js';
import { toUpdateBody } from './update-view.js';

/** Adds a message to a ticket. */
export const postUpdate: Verb = (call) => {
  const ticket = lookUpTicket(call);
  const update = createUpdate(call, ticket);
  ticket.updates.push(update);
  ticket.updatedAtMs = call.nowMs;
  ticket.isUnread = true;
  if (!update.isPrivate && update.author?.type === 'user') {
    ticket.firstResponseMinutes ??= minutesBetween(ticket.submittedAtMs, update.postedAtMs);
  }
  return jsonReply(toUpdateBody(update, ticket, call), {}, 201);
};

function createUpdate(call: Call, ticket: SirportlyTicket): SirportlyUpdate {
  const { parameters } = call;
  const message = parameters.get('message') ?? '';
  const author = readAuthor(call);
  if (message.trim() === '') throw invalidRecord({ message: [blankMessage] });
  return createSirportlyUpdate({
    id: call.counters.nextUpdateId(),
    subject: parameters.get('subject') ?? ticket.subject,
    message,
    author,
    postedAtMs: readPostingTime(call),
    htmlBody: parameters.get('html_body'),
    isHtmlSafe: parameters.flag('html_safe'),
    isPrivate: parameters.flag('private'),
    isAuthenticated: parameters.get('authenticated') === null ? null : parameters.flag('authenticated'),
  });
}

function readPostingTime({ parameters, nowMs }: Call): number {
  const text = parameters.get('posted_at');
  const ms = text === null || text.trim() === '' ? nowMs : parseTime(text);
  if (ms === null) throw invalidRecord({ posted_at: ['is not a valid date/time'] });
  return ms;
}
