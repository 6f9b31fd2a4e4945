import { monotonicFactory } from 'ulid';

const nextUlid = monotonicFactory();

/** A new ticket id: `tick` and a ULID, so that ids sort by the time they were made. */
export const mintTicketId = (epochMs?: number): string => `tick${nextUlid(epochMs)}`;
/** A new message id: `tmsg` and a ULID. */
export const mintMessageId = (epochMs?: number): string => `tmsg${nextUlid(epochMs)}`;
/** A new user id: `user` and a ULID. */
export const mintUserId = (epochMs?: number): string => `user${nextUlid(epochMs)}`;

/** What a Relay node id stands for. */
export type NodeRef =
  | { readonly type: 'Ticket'; readonly backend: string; readonly nativeId: string }
  | { readonly type: 'Message'; readonly backend: string; readonly ticketNativeId: string; readonly messageId: string }
  | { readonly type: 'User' | 'Organization'; readonly id: string }
  | { readonly type: 'Backend'; readonly key: string };
export type NodeType = NodeRef['type'];

/** The opaque Relay id of a node. */
export function toGlobalId(node: NodeRef): string {
  return Buffer.from(partsOf(node).map(encodeURIComponent).join(':')).toString('base64url');
}

/** What a Relay id stands for; null unless it is exactly what `toGlobalId` writes. */
export function parseGlobalId(id: string): NodeRef | null {
  const node = toNode(decodeParts(id));
  return node && toGlobalId(node) === id ? node : null;
}

function decodeParts(id: string): string[] {
  try {
    return Buffer.from(id, 'base64url').toString('utf8').split(':').map(decodeURIComponent);
  } catch (error) {
    if (error instanceof URIError) return [];
    throw error;
  }
}

function partsOf(node: NodeRef): string[] {
  switch (node.type) {
    case 'Ticket':
      return [node.type, node.backend, node.nativeId];
    case 'Message':
      return [node.type, node.backend, node.ticketNativeId, node.messageId];
    case 'Backend':
      return [node.type, node.key];
    default:
      return [node.type, node.id];
  }
}

function toNode([type, first, second, third, ...rest]: string[]): NodeRef | null {
  if (!first || rest.length > 0) return null;
  if (third) return second && type === 'Message' ? message(first, second, third) : null;
  if (second) return type === 'Ticket' ? { type, backend: first, nativeId: second } : null;
  if (type === 'User' || type === 'Organization') return { type, id: first };
  return type === 'Backend' ? { type, key: first } : null;
}

function message(backend: string, ticketNativeId: string, messageId: string): NodeRef {
  return { type: 'Message', backend, ticketNativeId, messageId };
}
