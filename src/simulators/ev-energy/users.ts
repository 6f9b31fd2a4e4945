import { listVisibility } from './acting-user.js';
import type { Endpoint } from './endpoint.js';
import { parseFilters, type FilterParser } from './filters.js';
import { listReply } from './list.js';
import type { EvEnergyPerson } from './model.js';
import { notFound } from './problems.js';
import { jsonReply } from '../http/reply.js';
import { toSingleUserBody, toUserBody } from './user-view.js';

const userFilters = new Map<string, FilterParser<EvEnergyPerson>>([
  ['email', (value) => (user) => user.email?.toLowerCase() === value.toLowerCase()],
]);

/** `GET /users` */
export const listUsers: Endpoint = (call) => {
  const { store, baseUrl, query } = call;
  return listReply({
    sorted: store.users(listVisibility(call)),
    matches: parseFilters(userFilters, query, 'list-users'),
    url: `${baseUrl}/users`,
    query,
    toBody: (user) => toUserBody(user, baseUrl),
  });
};

/** `GET /users/{user_id}` */
export const getUser: Endpoint = ({ store, baseUrl, visibility, pathIds }) => {
  const user = store.user(visibility, pathIds[0] ?? '');
  if (!user) throw notFound();
  return jsonReply(toSingleUserBody(user, baseUrl));
};
