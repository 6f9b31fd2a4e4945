import { z } from 'zod';
import { parseInstant } from '../../ticket/instant.js';
import type { User } from '../../ticket/people.js';
import { compiled, optionalText } from '../../provider/fields.js';
import { isUserId, toUserId, toWebUrl } from './ids.js';
import type { TicketRowJson } from './ticket-row.js';

/** Section 8.6 of the fact sheet; the rest of a user is none of our business. */
const userRow = compiled(
  z.object({
    id: z.string().refine(isUserId),
    url: optionalText,
    email: optionalText,
    full_name: optionalText,
    joined_at: optionalText,
  }),
);

export type UserRowJson = z.output<typeof userRow>;

/** A user as the upstream sent it; null when it is not one. */
export function parseUserRow(json: unknown): UserRowJson | null {
  return userRow.safeParse(json).data ?? null;
}

export function toUser(row: UserRowJson, organizationId: string | null): User {
  const joinedAt = row.joined_at === null ? null : parseInstant(row.joined_at);
  return { id: row.id, email: row.email, fullName: row.full_name, organizationId, joinedAt };
}

/** Whose ticket it is, the same whether the user was expanded or not. Null without a user that can be told. */
export function userIdOf({ user }: TicketRowJson): string | null {
  return typeof user === 'string' ? toUserId(user) : (parseUserRow(user)?.id ?? null);
}

export function userUrlOf({ user }: TicketRowJson): string | null {
  return toWebUrl(typeof user === 'string' ? user : (parseUserRow(user)?.url ?? null));
}
