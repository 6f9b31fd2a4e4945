import type { Call } from './endpoint.js';
import { forbidden, validationFailed } from './problems.js';
import { InvalidValue, parseUser } from './values.js';
import type { Visibility } from './visibility.js';

const header = 'EvEnergy-User';

/**
 * The visibility of a list, which the `EvEnergy-User` header narrows to one user.
 * @throws Problem 400 when the header is neither a user id nor a user's URL
 * @throws Problem 403 when the token may not act as that user
 */
export function listVisibility({ store, visibility, headers }: Call): Visibility {
  const value = headers[header.toLowerCase()];
  if (value === undefined) return visibility;
  const userId = parseHeader(String(value));
  if (!store.user(visibility, userId)) throw forbidden();
  return { kind: 'user', userId };
}

function parseHeader(value: string): string {
  try {
    return parseUser(value);
  } catch (error) {
    if (!(error instanceof InvalidValue)) throw error;
    throw validationFailed('user-header', { [header]: [error.message] });
  }
}
