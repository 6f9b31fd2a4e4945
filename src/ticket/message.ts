import type { Instant } from './instant.js';

export const MESSAGE_TYPES = [
  'INITIAL_REQUEST',
  'CUSTOMER_RESPONSE',
  'HUMAN_AGENT_RESPONSE',
  'AI_AGENT_RESPONSE',
] as const;
export type MessageType = (typeof MESSAGE_TYPES)[number];

export const MESSAGE_VISIBILITIES = ['PUBLIC', 'INTERNAL'] as const;
/** INTERNAL is for staff: visibility ALL or the scope `support:internal`. */
export type MessageVisibility = (typeof MESSAGE_VISIBILITIES)[number];

/** One contribution to a ticket's conversation. */
export interface Message {
  /** Id inside its ticket: the upstream's, or made from the position where it gives none. */
  readonly id: string;
  /** The upstream's id; null where it gives none. */
  readonly nativeId: string | null;
  /** 0 is the first message. */
  readonly position: number;
  readonly type: MessageType;
  readonly visibility: MessageVisibility;
  readonly authorName: string | null;
  /** As the upstream sent it: untrusted text, possibly HTML. */
  readonly text: string;
  /** Without quotes and signatures; null where the backend does not clean. */
  readonly textClean: string | null;
  readonly createdAt: Instant | null;
}
