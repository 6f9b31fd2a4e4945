import type { GraphQLResolveInfo } from 'graphql';
import type { Estimate, Reach } from '../federation/budget/estimate.js';
import { NOTHING } from '../federation/expand.js';
import type { Expand } from '../provider/provider.js';
import { parseGlobalId, type NodeRef } from '../ticket/ids.js';
import { isPublic, scopesOf } from './access.js';
import { builder } from './builder.js';
import type { Context } from './context.js';
import { badUserInput, forbidden } from './errors.js';
import { selects, type Selection } from './selection.js';

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
    asks: ({ id }, { estimate, selection }) => addNode(parseNodeId(id, 'id'), estimate, selection),
    resolve: (_root, { id }, context, info) => loadNode(parseNodeId(id, 'id'), context, info),
  }),
  nodes: t.field({
    ...isPublic,
    type: [Node],
    nullable: { list: false, items: true },
    description: `Several nodes by their ids, at most ${MAX_NODES}, each in the place of its id. What is no id of this gateway fails them all.`,
    args: { ids: t.arg.idList({ required: true, description: 'Ids as some query gave them.' }) },
    complexity: ({ ids }) => ({ field: 1, multiplier: ids.length }),
    asks: ({ ids }, { estimate, selection }) =>
      ids.length > MAX_NODES
        ? undefined
        : addReaches(ids.flatMap((id) => addNode(parseNodeId(id, 'ids'), estimate, selection) ?? [])),
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
      return session.loadTicket(ref, toExpand(info));
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

/** What comes along with one ticket, as far as the query selects it. */
export function toExpand(selection: Selection): Expand {
  return { user: selects(selection, 'user'), messages: selects(selection, 'messages') };
}

function addNode(ref: NodeRef, estimate: Estimate, selection: Selection): Reach | undefined {
  switch (ref.type) {
    case 'Ticket':
      return estimate.addTicket(ref, toExpand(selection));
    case 'Message':
      return addMessage(ref, estimate);
    case 'User':
      return void estimate.addUser(ref.id);
    case 'Organization':
      return void estimate.addMembership();
    case 'Backend':
      return undefined;
  }
}

/** A message is looked for in the conversation of its ticket. */
export function addMessage(ref: NodeRef & { readonly type: 'Message' }, estimate: Estimate): Reach {
  const reach = estimate.addTicket({ backend: ref.backend, nativeId: ref.ticketNativeId }, NOTHING);
  estimate.addConversations(reach);
  return reach;
}

function addReaches(reaches: readonly Reach[]): Reach {
  return {
    tickets: reaches.reduce((sum, { tickets }) => sum + tickets, 0),
    backends: [...new Set(reaches.flatMap(({ backends }) => backends))],
    expand: NOTHING,
    isList: false,
  };
}

/** Tells the types of node apart by a property that only one of them has. */
export function isNodeWith(value: unknown, property: string): boolean {
  return typeof value === 'object' && value !== null && property in value;
}

function unreachable(): never {
  throw new Error('Every type of node has its own id.');
}
