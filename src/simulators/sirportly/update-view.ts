import type { Desk } from './call.js';
import { toContactBody } from './contact-views.js';
import { findById } from './lookup.js';
import type { SirportlyUser } from './desk-model.js';
import type { SirportlyAuthor, SirportlyContact, SirportlyTicket, SirportlyUpdate } from './model.js';
import { toUserBody, type Body } from './object-views.js';
import { formatMinutes, formatTime, minutesBetween, zoneOf } from './times.js';

interface AuthorBodies {
  readonly author: Body | null;
  readonly from_name: string | null;
  readonly from_address: string | null;
}

const nobody: AuthorBodies = { author: null, from_name: null, from_address: null };

export function toUpdateBody(update: SirportlyUpdate, ticket: SirportlyTicket, desk: Desk): Body {
  const { id, subject, message, htmlBody, isHtmlSafe, isPrivate, isAuthenticated, postedAtMs, source } = update;
  return {
    id,
    subject,
    message,
    html_body: htmlBody,
    html_safe: isHtmlSafe,
    private: isPrivate,
    posted_at: formatTime(postedAtMs, zoneOf(ticket)),
    avatar_url: `https://avatars.example/{{size}}/updates/${id}.png`,
    ...toAuthorBodies(update.author, desk),
    ...toMinutes(update, ticket),
    signature_text: null,
    stripped_content: null,
    authenticated: isAuthenticated,
    message_id: null,
    attachments: [],
    source,
    notification_sent: null,
    delivered: null,
  };
}

function toMinutes({ postedAtMs }: SirportlyUpdate, ticket: SirportlyTicket): Body {
  const since = (ms: number | null): string | null => formatMinutes(ms && minutesBetween(ms, postedAtMs));
  const earlier = ticket.updates.map((update) => update.postedAtMs).filter((ms) => ms < postedAtMs);
  return {
    minutes_since_submission: since(ticket.submittedAtMs),
    minutes_since_last_reply: since(earlier.length === 0 ? null : Math.max(...earlier)),
    minutes_since_reply_due: since(ticket.replyDueAtMs),
    minutes_since_resolution_due: since(ticket.resolutionDueAtMs),
  };
}

/** Nobody when the author was deleted. */
function toAuthorBodies(author: SirportlyAuthor | null, desk: Desk): AuthorBodies {
  if (author === null) return nobody;
  if (author.type === 'stranger') return { author: null, from_name: author.name, from_address: author.address };
  if (author.type === 'user') return fromUser(findById(desk.data.users, author.id));
  return fromContact(findById(desk.data.contacts, author.id), desk);
}

function fromUser(user: SirportlyUser | null): AuthorBodies {
  if (user === null) return nobody;
  return {
    author: { type: 'User', ...toUserBody(user) },
    from_name: `${user.firstName} ${user.lastName}`,
    from_address: user.emailAddress,
  };
}

function fromContact(contact: SirportlyContact | null, { dialect }: Desk): AuthorBodies {
  if (contact === null) return nobody;
  return {
    author: { type: dialect.contactType, ...toContactBody(contact) },
    from_name: contact.name,
    from_address: contact.contactMethods.find(({ methodType }) => methodType === 'email')?.data ?? null,
  };
}
