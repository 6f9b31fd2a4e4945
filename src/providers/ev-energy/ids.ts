const TICKET_ID = /^tick[A-Z\d]{26}$/;
const USER_ID = /^user[A-Z\d]{26}$/;

/** The place behind every ticket id, for reading the list from its end. */
export const LAST_TICKET_ID = `tick${'Z'.repeat(26)}`;

export function isTicketId(text: string): boolean {
  return TICKET_ID.test(text);
}

export function isUserId(text: string): boolean {
  return USER_ID.test(text);
}

/** The id at the end of a resource's URL, or a bare id; null when that is no user id. */
export function toUserId(reference: string): string | null {
  const last = withoutTrailingSlash(reference).split('/').at(-1) ?? '';
  return isUserId(last) ? last : null;
}

/** The text when it is a web address, without a trailing slash; else null. */
export function toWebUrl(text: string | null): string | null {
  if (text === null || !URL.canParse(text)) return null;
  return /^https?:$/.test(new URL(text).protocol) ? withoutTrailingSlash(text) : null;
}

function withoutTrailingSlash(text: string): string {
  return text.endsWith('/') ? text.slice(0, -1) : text;
}
