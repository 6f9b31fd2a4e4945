import { getSankey, getTopCategories, listCategories } from './category-statistics.js';
import type { Scope } from './credentials.js';
import type { Endpoint } from './endpoint.js';
import { getMessage, listMessages } from './messages.js';
import { jsonReply } from '../http/reply.js';
import { createBreakdown, getResolution, getVolume } from './statistics.js';
import { getTicket, listTickets, updateTicket } from './tickets.js';
import { getUser, listUsers } from './users.js';

/** An endpoint and the scope it takes; null means that any valid token will do. */
export interface Operation {
  readonly scope: Scope | null;
  readonly endpoint: Endpoint;
}

/** A path below `/v2`, where `*` stands for an id, and what each method does. */
export interface Route {
  readonly path: string;
  readonly operations: Readonly<Record<string, Operation>>;
}

/** A route found for a path, with the ids in it. */
export interface RouteMatch {
  readonly route: Route;
  readonly pathIds: readonly string[];
}

const getRoot: Endpoint = ({ baseUrl }) =>
  jsonReply({ support_tickets: `${baseUrl}/support_tickets/`, users: `${baseUrl}/users/` });

const open = (endpoint: Endpoint): Operation => ({ scope: null, endpoint });
const scoped = (scope: Scope, endpoint: Endpoint): Operation => ({ scope, endpoint });

const messageRoutes: readonly Route[] = [
  {
    path: '/support_tickets/*/messages',
    operations: { GET: scoped('support:read', listMessages) },
  },
  {
    path: '/support_tickets/*/messages/*',
    operations: { GET: scoped('support:read', getMessage) },
  },
];

// The literal `categories` has to come before the ticket id in its place.
const lastingRoutes: readonly Route[] = [
  { path: '', operations: { GET: open(getRoot) } },
  { path: '/support_tickets', operations: { GET: scoped('support:read', listTickets) } },
  { path: '/support_tickets/categories', operations: { GET: open(listCategories) } },
  {
    path: '/support_tickets/*',
    operations: {
      GET: scoped('support:read', getTicket),
      PATCH: scoped('support:write', updateTicket),
    },
  },
  { path: '/support-ticket-stats/sankey', operations: { GET: open(getSankey) } },
  { path: '/support-ticket-stats/volume', operations: { GET: open(getVolume) } },
  { path: '/support-ticket-stats/resolution', operations: { GET: open(getResolution) } },
  { path: '/support-ticket-stats/status', operations: { GET: open(createBreakdown('status')) } },
  {
    path: '/support-ticket-stats/priority',
    operations: { GET: open(createBreakdown('priority')) },
  },
  { path: '/support-ticket-stats/source', operations: { GET: open(createBreakdown('source')) } },
  { path: '/support-ticket-stats/top-categories', operations: { GET: open(getTopCategories) } },
  { path: '/users', operations: { GET: scoped('user:read', listUsers) } },
  { path: '/users/*', operations: { GET: scoped('user:read', getUser) } },
];

/** The routes of the current shape, or of the older one, which has no message resource. */
export function routesOf(isLegacy: boolean): readonly Route[] {
  return isLegacy ? lastingRoutes : [...lastingRoutes, ...messageRoutes];
}

/** Finds the route of a path below `/v2`, with or without a slash at its end. */
export function findRoute(routes: readonly Route[], path: string): RouteMatch | null {
  const segments = path.replace(/\/$/, '').split('/');
  for (const route of routes) {
    const pattern = route.path.split('/');
    if (pattern.length !== segments.length) continue;
    const isMatch = pattern.every((part, index) => part === '*' || part === segments[index]);
    if (!isMatch) continue;
    return { route, pathIds: segments.filter((_, index) => pattern[index] === '*') };
  }
  return null;
}
