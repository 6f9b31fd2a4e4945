import { z } from 'zod';
import type { UpstreamNotification } from '../../provider/provider-error.js';
import { optionalText } from '../../provider/fields.js';

const MAX_TITLE = 33;
const MAX_BODY = 49;
const MAX_DETAIL = 2000;
const MAX_LABEL = 60;
const MAX_LINK = 2000;

/** Section 10 of the fact sheet. */
const problem = z.object({
  notification: z.object({
    category: z.string(),
    short_text_title: z.string(),
    short_text_body: z.string(),
    detail_page_title: optionalText,
    detail_page_body: optionalText,
    external_link: optionalText,
    external_button_label: optionalText,
  }),
});

/** The text for the end user in a problem's body, cut to the documented lengths; null when there is none. */
export function toNotification(body: unknown): UpstreamNotification | null {
  const { data } = problem.safeParse(body);
  if (!data) return null;
  const { notification } = data;
  return {
    category: cut(notification.category, MAX_LABEL),
    title: cut(notification.short_text_title, MAX_TITLE),
    body: cut(notification.short_text_body, MAX_BODY),
    detailTitle: cutOptional(notification.detail_page_title, MAX_LABEL),
    detailBody: cutOptional(notification.detail_page_body, MAX_DETAIL),
    externalLink: toSafeLink(notification.external_link),
    externalButtonLabel: cutOptional(notification.external_button_label, MAX_LABEL),
  };
}

function toSafeLink(link: string | null): string | null {
  if (link === null || link.length > MAX_LINK || !URL.canParse(link)) return null;
  const { protocol, username, password, href } = new URL(link);
  return protocol === 'https:' && username === '' && password === '' ? href : null;
}

function cutOptional(text: string | null, maxCharacters: number): string | null {
  return text === null ? null : cut(text, maxCharacters);
}

/** By code points, so that no character is cut in half. */
function cut(text: string, maxCharacters: number): string {
  return Array.from(text.slice(0, maxCharacters * 2))
    .slice(0, maxCharacters)
    .join('');
}
