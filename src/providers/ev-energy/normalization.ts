import type { TicketPriority, TicketSource, TicketStatus } from '../../ticket/ticket.js';

/**
 * A closed table between upstream wordings and our values. It compares exactly, so that the wordings of a value,
 * sent upstream as a list, select the very rows that read as that value.
 */
export interface Wordings<T extends string> {
  /** Our value; null when the wording has no counterpart. */
  toValue(wording: string | null): T | null;
  /** Every wording that reads as one of the values. */
  toWordings(values: readonly string[]): readonly string[];
}

/** Helpdesk statuses: free text upstream, so these are the names that common helpdesks give. */
export const STATUS_WORDINGS = createWordings<TicketStatus>({
  NEW: ['New'],
  OPEN: ['Open', 'Reopened', 'In Progress'],
  PENDING: ['Pending', 'Waiting on Customer'],
  ON_HOLD: ['On Hold', 'Waiting on Third Party'],
  RESOLVED: ['Resolved', 'Solved'],
  CLOSED: ['Closed'],
});

export const PRIORITY_WORDINGS = createWordings<TicketPriority>({
  LOW: ['Low'],
  NORMAL: ['Medium', 'Normal'],
  HIGH: ['High'],
  URGENT: ['Urgent'],
});

export const SOURCE_WORDINGS = createWordings<TicketSource>({
  EMAIL: ['Email', 'Outbound Email'],
  PHONE: ['Phone'],
  CHAT: ['Chat'],
  WEB_FORM: ['Web Form'],
  FEEDBACK_WIDGET: ['Feedback Widget'],
  PORTAL: ['Portal'],
  SOCIAL: ['Social', 'Facebook', 'Twitter'],
  SMS: ['SMS'],
  API: ['API'],
  OTHER: ['Other'],
});

function createWordings<T extends string>(phrases: { readonly [value in T]: readonly string[] }): Wordings<T> {
  const byValue = new Map<string, readonly string[]>();
  const byWording = new Map<string, T>();
  for (const value in phrases) {
    const wordings = phrases[value].flatMap(spellingsOf);
    byValue.set(value, wordings);
    for (const wording of wordings) byWording.set(wording, value);
  }
  return {
    toValue: (wording) => (wording === null ? null : (byWording.get(wording) ?? null)),
    toWordings: (values) => values.flatMap((value) => byValue.get(value) ?? []),
  };
}

/** As written, Title Case, Sentence case, lower and upper case, each with spaces, underscores and hyphens. */
function spellingsOf(phrase: string): string[] {
  const lower = phrase.toLowerCase();
  const title = lower.replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase());
  const cased = [phrase, title, title.charAt(0) + lower.slice(1), lower, phrase.toUpperCase()];
  const joined = cased.flatMap((text) => [text, text.replaceAll(' ', '_'), text.replaceAll(' ', '-')]);
  return [...new Set(joined)];
}
