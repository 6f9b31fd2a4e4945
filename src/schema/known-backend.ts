import { toKeys, type Backend } from '../provider/backend.js';
import { badUserInput } from './errors.js';
import { isGiven } from './given.js';
import type { TicketFilterInput } from './ticket-filter.js';

/** @throws GraphQLError BAD_USER_INPUT for a key that no backend has */
export function refuseUnknownBackend(key: string, argument: string, backends: readonly Backend[]): void {
  if (backends.some((backend) => backend.key === key)) return;
  throw badUserInput(argument, `is not the key of a backend; there are ${toKeys(backends)}`);
}

/** However deep they are: a misspelt one would keep nothing, which looks like an answer. @throws GraphQLError BAD_USER_INPUT */
export function refuseUnknownBackends(
  { backend, and, or, not }: TicketFilterInput,
  path: string,
  backends: readonly Backend[],
): void {
  const refuse = (key: string, argument: string) => refuseUnknownBackend(key, `${path}.backend.${argument}`, backends);
  const { eq, in: anyOf, notIn } = backend ?? {};
  if (isGiven(eq)) refuse(eq, 'eq');
  for (const [index, key] of anyOf?.entries() ?? []) refuse(key, `in.${index}`);
  for (const [index, key] of notIn?.entries() ?? []) refuse(key, `notIn.${index}`);
  for (const [index, branch] of and?.entries() ?? []) refuseUnknownBackends(branch, `${path}.and.${index}`, backends);
  for (const [index, branch] of or?.entries() ?? []) refuseUnknownBackends(branch, `${path}.or.${index}`, backends);
  if (isGiven(not)) refuseUnknownBackends(not, `${path}.not`, backends);
}
