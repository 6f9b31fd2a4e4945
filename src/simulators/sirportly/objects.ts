import { jsonReply } from '../http/reply.js';
import type { Call, Verb } from './call.js';
import { toFilterBody } from './filter-columns.js';
import { filterUser } from './filter.js';
import { findById, lookUp } from './lookup.js';
import type { SirportlyBrand, SirportlyDepartment, SirportlyEscalationPath, SirportlyTeam } from './desk-model.js';
import {
  toBrandBody,
  toDepartmentBody,
  toNameBody,
  toPriorityBody,
  toSlaBody,
  toStatusBody,
  toUserBody,
  toUserDetailBody,
  type Body,
} from './object-views.js';
import { passFilter } from './saved-filters.js';

export const listStatuses: Verb = ({ data, dialect }) =>
  jsonReply(
    data.statuses.map((status) => ({
      ...toStatusBody(status),
      ...(dialect.version === 1 ? {} : { position: status.position }),
    })),
  );

export const listPriorities: Verb = ({ data }) => jsonReply(data.priorities.map(toPriorityBody));

export const listDepartments: Verb = (call) => {
  const { data, parameters } = call;
  const text = parameters.get('brand');
  const brand = text === null ? null : lookUp(data.brands, text, 'brand');
  const departments = data.departments.filter(({ brandId }) => brand === null || brandId === brand.id);
  return jsonReply(departments.map((department) => toListedDepartment(department, call)));
};

export const listBrands: Verb = (call) => jsonReply(call.data.brands.map((brand) => toListedBrand(brand, call)));

export const listTeams: Verb = (call) => jsonReply(call.data.teams.map((team) => toListedTeam(team, call)));

export const listEscalationPaths: Verb = (call) =>
  jsonReply(call.data.escalationPaths.map((path) => toListedPath(path, call)));

export const listSlas: Verb = ({ data }) => jsonReply(data.slas.map(toSlaBody));

export const listUsers: Verb = ({ data }) => jsonReply(data.users.map(toUserDetailBody));

/** Saved filters; with a user, how many tickets each has for them. */
export const listFilters: Verb = (call) => {
  const { data } = call;
  const user = filterUser(call);
  return jsonReply(
    data.filters.map((filter) => ({
      ...toFilterBody(filter, call),
      ...(user === null ? {} : { count: passFilter(filter, data, user).length }),
    })),
  );
};

function toListedDepartment(department: SirportlyDepartment, call: Call): Body {
  const path = findById(call.data.escalationPaths, department.escalationPathId);
  return { ...toDepartmentBody(department, call), escalation_path: path && toNameBody(path) };
}

function toListedBrand(brand: SirportlyBrand, { data }: Call): Body {
  const departments = data.departments.filter(({ brandId }) => brandId === brand.id);
  return {
    ...toBrandBody(brand),
    departments: departments.map(({ id, name, isPrivate }) => ({ id, name, private: isPrivate })),
  };
}

function toListedTeam(team: SirportlyTeam, { data }: Call): Body {
  const users = data.users.filter(({ id }) => team.userIds.includes(id));
  return { ...toNameBody(team), users: users.map(toUserBody) };
}

function toListedPath(path: SirportlyEscalationPath, { data }: Call): Body {
  const teams = path.teamIds.map((teamId) => findById(data.teams, teamId));
  return { ...toNameBody(path), teams: teams.map((team) => team && toNameBody(team)) };
}
