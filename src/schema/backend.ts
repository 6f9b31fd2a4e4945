import { canSeeRequestsMade } from '../auth/visibility.js';
import type { Backend as BackendSource } from '../provider/backend.js';
import type { Capabilities } from '../provider/capabilities.js';
import type { RateLimit } from '../provider/provider.js';
import { ORDER_DIRECTIONS, TICKET_ORDER_FIELDS } from '../ticket/order.js';
import { toGlobalId } from '../ticket/ids.js';
import { TICKET_STATUSES } from '../ticket/ticket.js';
import { guardedBy, isPublic, requiresScope } from './access.js';
import { builder } from './builder.js';
import { about, perBackend } from './cost/weights.js';
import { MessageType } from './message-enums.js';
import { isNodeWith, Node } from './node.js';
import { ofThisMoment } from './of-this-moment.js';
import { TicketStatus } from './ticket-enums.js';

export const ProviderKind = builder.enumType('ProviderKind', {
  description: 'A kind of ticket system. May grow: keep a default branch.',
  values: {
    LOCAL: { description: "The gateway's own SQL store." },
    EV_ENERGY: { description: 'ev.energy v2 API.' },
    MOOV: { description: 'Moov support tickets.' },
    SIRPORTLY: { description: 'Sirportly.' },
  } as const,
});

const BackendHealth = builder.enumType('BackendHealth', {
  description: 'How a backend is, judged by its last calls.',
  values: {
    HEALTHY: { description: 'The last call went well, or none was made yet.' },
    DEGRADED: { description: 'The last call failed.' },
    DOWN: { description: 'Several calls in a row failed.' },
  } as const,
});

const FilterCapability = builder
  .objectRef<{ field: string; operator: string; support: string }>('FilterCapability')
  .implement({
    ...isPublic,
    description: 'A predicate that a backend evaluates itself.',
    fields: (t) => ({
      field: t.exposeString('field', { description: 'Field of TicketFilter.' }),
      operator: t.exposeString('operator', { description: 'Operator of that field.' }),
      support: t.exposeString('support', {
        description: "exact: the upstream's answer stands. inexact: it narrows, the gateway checks again.",
      }),
    }),
  });

const BackendCapabilities = builder.objectRef<Capabilities>('BackendCapabilities').implement({
  ...isPublic,
  description: "What a backend's own API evaluates, and what it can write. The gateway does the rest.",
  fields: (t) => ({
    filters: t.field({
      ...about(100),
      type: [FilterCapability],
      description: 'Predicates that go upstream.',
      resolve: ({ filters }) => toFilterCapabilities(filters),
    }),
    orders: t.stringList({
      description: 'Orders that go upstream, such as `CREATED_AT DESC`.',
      resolve: ({ orders }) =>
        TICKET_ORDER_FIELDS.filter((field) => orders[field]).flatMap((field) =>
          ORDER_DIRECTIONS.map((direction) => `${field} ${direction}`),
        ),
    }),
    updatableFields: t.stringList({
      description: 'Fields of `updateTicket` this backend can write.',
      resolve: ({ updatableFields }) => [...updatableFields],
    }),
    writableStatuses: t.field({
      type: [TicketStatus],
      description: 'Statuses that `updateTicket` can write here.',
      resolve: ({ updatableFields, writableStatuses = TICKET_STATUSES }) =>
        updatableFields.includes('status') ? [...writableStatuses] : [],
    }),
    creatableFields: t.stringList({
      description: 'Fields of `createTicket` that this backend takes besides subject, text and user.',
      resolve: ({ creatableFields }) => [...(creatableFields ?? [])],
    }),
    addableMessageTypes: t.field({
      type: [MessageType],
      description: 'Who may speak in messages that are added here.',
      resolve: ({ addableMessageTypes }) => [...addableMessageTypes],
    }),
    canCreateTickets: t.boolean({
      description: 'Whether tickets can be opened here.',
      resolve: ({ creatableFields }) => creatableFields !== null,
    }),
    canAddMessages: t.boolean({
      description: 'Whether messages can be added here.',
      resolve: ({ addableMessageTypes }) => addableMessageTypes.length > 0,
    }),
    hasMessages: t.exposeBoolean('hasMessages', { description: 'Whether conversations can be read.' }),
  }),
});

const UpstreamRateLimit = builder.objectRef<RateLimit>('UpstreamRateLimit').implement({
  ...isPublic,
  description: "Requests left in the upstream's current window.",
  fields: (t) => ({
    limit: t.exposeInt('limit', {
      nullable: true,
      description: 'Requests that the window allows; null where the backend does not say.',
    }),
    remaining: t.int({
      nullable: true,
      description: 'Requests left in it; null for who may not see every ticket, since it tells how many were read.',
      resolve: ({ remaining }, _args, { viewer }) => (canSeeRequestsMade(viewer) ? remaining : null),
    }),
    resetAt: t.expose('resetAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the next window begins; null where the backend does not say.',
    }),
  }),
});

export const Backend = builder.objectRef<BackendSource>('Backend').implement({
  ...guardedBy('support:read'),
  interfaces: [Node],
  isTypeOf: (value) => isNodeWith(value, 'provider'),
  description: 'A configured ticket system: one provider kind, one base URL, one set of credentials.',
  fields: (t) => ({
    id: t.id({ description: 'Relay id.', resolve: ({ key }) => toGlobalId({ type: 'Backend', key }) }),
    key: t.exposeString('key', { description: 'As written in the configuration, e.g. `moov-eu`.' }),
    provider: t.field({
      type: ProviderKind,
      description: 'What kind of system it is.',
      resolve: ({ provider }) => provider.kind,
    }),
    displayName: t.exposeString('displayName', { description: 'Name to show.' }),
    health: t.field({
      type: BackendHealth,
      description: 'How it is, judged by its last calls.',
      resolve: ({ provider }, _args, { session }) => ofThisMoment(session, provider.status().health),
    }),
    capabilities: t.field({
      type: BackendCapabilities,
      description: "What this backend's own API evaluates, and what it can write.",
      resolve: ({ provider }) => provider.capabilities,
    }),
    rateLimit: t.field({
      type: UpstreamRateLimit,
      nullable: true,
      description: "Requests left in the upstream's current window, where it says.",
      resolve: ({ provider }, _args, { session }) => ofThisMoment(session, provider.status().rateLimit),
    }),
  }),
});

builder.queryField('backends', (t) =>
  t.field({
    ...perBackend,
    ...requiresScope('support:read'),
    type: [Backend],
    description: 'The configured ticket systems, in the order of the configuration.',
    resolve: (_root, _args, { session }) => [...session.backends],
  }),
);

function toFilterCapabilities(filters: Capabilities['filters']) {
  return Object.entries(filters).flatMap(([field, operators]) =>
    Object.entries(operators).map(([operator, support]) => ({ field, operator, support })),
  );
}
