import type { GraphQLResolveInfo } from 'graphql';
import { parseGlobalId, type NodeRef } from '../ticket/ids.js';
import { isPublic, scopesOf } from './access.js';
import { builder } from './builder.js';
import type { Context } from './context.js';
import { badUserInput, forbidden } from './errors.js';
import { selects } from './selection.js';

const MAX_NODES = 100;

export const Node = builder.interfaceRef<object>('Node').implement({
  ...isPublic,
  description: 'Anything that can be fetched again by its id.',
  fields: (t) => ({
    id: t.id({ description: 'Opaque, stable and unique over all types and backends.', resolve: unreachable }),
  }),
});

builder.queryFields((t) => ({
  node: t.field({
    ...isPublic,
    type: Node,
    nullable: true,
    description: 'Any node by its id. Null when there is none, or none that the caller may see.',
    args: { id: t.arg.id({ required: true, description: 'An id as some query gave it.' }) },
    resolve: (_root, { id }, context, info) => loadNode(parseNodeId(id, 'id'), context, info),
  }),
  nodes: t.field({
    ...isPublic,
    type: [Node],
    nullable: { list: false, items: true },
    description: `Several nodes by their ids, at most ${MAX_NODES}, each in the place of its id.`,
    args: { ids: t.arg.idList({ required: true, description: 'Ids as some query gave them.' }) },
    resolve: (_root, { ids }, context, info) => {
      if (ids.length > MAX_NODES) throw badUserInput('ids', `must be at most ${MAX_NODES}, not ${ids.length}`);
      const refs = ids.map((id, index) => parseNodeId(id, `ids.${index}`));
      return refs.map((ref) => loadNode(ref, context, info));
    },
  }),
}));

/** @throws GraphQLError BAD_USER_INPUT when it is no id of this gateway */
export function parseNodeId(id: string, argument: string): NodeRef {
  const ref = parseGlobalId(id);
  if (ref) return ref;
  throw badUserInput(argument, 'is not an id of this gateway; pass ids on as some query gave them');
}

/** The rule of the type comes first, so that what exists and what does not are refused alike. */
async function loadNode(ref: NodeRef, context: Context, info: GraphQLResolveInfo): Promise<object | null> {
  const type = info.schema.getType(ref.type);
  const scopes = (type && scopesOf(type)) ?? [];
  const missing = scopes.filter((scope) => !context.viewer.scopes.has(scope));
  if (missing.length > 0) throw forbidden(`A node of type ${ref.type}`, missing);
  return lookUp(ref, context, info);
}

async function lookUp(ref: NodeRef, { session }: Context, info: GraphQLResolveInfo): Promise<object | null> {
  switch (ref.type) {
    case 'Ticket':
      return session.loadTicket(ref, { user: selects(info, 'user'), messages: selects(info, 'messages') });
    case 'Message':
      return session.loadMessage({ backend: ref.backend, nativeId: ref.ticketNativeId }, ref.messageId);
    case 'User':
      return session.loadUser(ref.id);
    case 'Organization':
      return session.loadOrganization(ref.id);
    case 'Backend':
      return session.backends.find(({ key }) => key === ref.key) ?? null;
  }
}

/** Tells the types of node apart by a property that only one of them has. */
export function isNodeWith(value: unknown, property: string): boolean {
  return typeof value === 'object' && value !== null && property in value;
}

function unreachable(): never {
  throw new Error('Every type of node has its own id.');
}
