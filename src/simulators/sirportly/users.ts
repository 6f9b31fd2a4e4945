import { jsonReply } from '../http/reply.js';
import type { Verb } from './call.js';
import { lookUpUser } from './lookup.js';
import { toNameBody, toUserDetailBody } from './object-views.js';
import { toPage } from './paging.js';

export const listAllUsers: Verb = ({ data, parameters }) => jsonReply(toPage(data.users, parameters, toUserDetailBody));

/** A member of staff, with their teams. */
export const getUser: Verb = ({ data, parameters }) => {
  const user = lookUpUser(data, parameters.get('user') ?? '');
  const teams = data.teams.filter(({ userIds }) => userIds.includes(user.id));
  return jsonReply({ ...toUserDetailBody(user), teams: teams.map(toNameBody) });
};
