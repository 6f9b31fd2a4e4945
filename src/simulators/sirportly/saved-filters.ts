import { findById } from './lookup.js';
import type { SirportlyFilter, SirportlyFilterCondition, SirportlyUser } from './desk-model.js';
import type { SirportlyData, SirportlyTicket } from './model.js';

/** The tickets that pass a saved filter as the given user sees it. Null is nobody, who has no tickets and no team. */
export function passFilter(
  { conditions }: SirportlyFilter,
  data: SirportlyData,
  user: SirportlyUser | null,
): readonly SirportlyTicket[] {
  const { all, any } = conditions;
  return data.tickets.filter((ticket) => {
    const isMet = (condition: SirportlyFilterCondition): boolean => meets(ticket, condition, data, user);
    return all.every(isMet) && (any.length === 0 || any.some(isMet));
  });
}

function meets(
  ticket: SirportlyTicket,
  condition: SirportlyFilterCondition,
  data: SirportlyData,
  user: SirportlyUser | null,
): boolean {
  const value = valueOf(ticket, condition.var, data);
  if (condition.data === null) return value === null;
  const wanted = wantedValues(condition.data, data, user);
  return value !== null && wanted.includes(String(value));
}

function valueOf(ticket: SirportlyTicket, name: SirportlyFilterCondition['var'], data: SirportlyData): number | null {
  if (name === 'team') return ticket.teamId;
  if (name === 'user') return ticket.userId;
  if (name === 'status') return ticket.statusId;
  if (name === 'priority') return ticket.priorityId;
  return findById(data.statuses, ticket.statusId)?.statusType ?? null;
}

function wantedValues(text: string, { teams }: SirportlyData, user: SirportlyUser | null): readonly string[] {
  if (text === '{{current_user}}') return user ? [String(user.id)] : [];
  if (text !== '{{assigned_teams}}') return text.split(',').map((part) => part.trim());
  return teams.filter(({ userIds }) => user && userIds.includes(user.id)).map(({ id }) => String(id));
}
