import type { MoovMessage, MoovTicket } from '../world/tickets.js';

/** Where the upstream is, such as `http://127.0.0.1:40123`, without a slash at the end. */
export const UPSTREAM = process.argv[2] ?? '';

/** What the upstream wants to see in every request. */
export const HEADERS: Readonly<Record<string, string>> = {
  accept: 'application/json',
  authorization: `Basic ${Buffer.from('bench-public:bench-secret').toString('base64')}`,
  'x-moov-version': 'v2026.07.00',
};

export interface MoovPage {
  readonly items: readonly MoovTicket[];
}

export type { MoovMessage, MoovTicket };

export const ticketsPath = (account: string, first: number) => `/accounts/${account}/tickets?count=${first}`;
export const ticketPath = (account: string, id: string) => `/accounts/${account}/tickets/${id}`;
export const messagesPath = (account: string, id: string) => `/accounts/${account}/tickets/${id}/messages`;
