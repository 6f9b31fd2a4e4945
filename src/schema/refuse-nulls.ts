import { badUserInput } from './errors.js';

/**
 * A null inside a filter is more often a variable gone missing than a wish; read as "no condition" it would keep
 * everything.
 * @throws GraphQLError BAD_USER_INPUT for a null, however deep
 */
export function refuseNulls(value: unknown, argument: string): void {
  if (value === null) throw badUserInput(argument, 'must not be null: leave it out, or use isNull where there is one');
  if (typeof value !== 'object') return;
  for (const [name, part] of Object.entries(value)) refuseNulls(part, `${argument}.${name}`);
}
