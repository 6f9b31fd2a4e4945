import type { IdentityForm } from '../provider/backend.js';
import { quote } from './problem.js';

/** The configured backends by key, and what links their tickets to users; undefined where no identity does. */
export type Backends = ReadonlyMap<string, IdentityForm | undefined>;

/** Why an identity will link nothing; null when it may. */
export function findUselessness(
  { backend, identity }: { readonly backend: string; readonly identity: string },
  backends: Backends,
): string | null {
  const form = backends.get(backend);
  if (!form) return `links nothing: no ticket of ${backend} is linked to its user by an identity`;
  return form.pattern.test(identity) ? null : `${quote(identity)} links nothing: it must be ${form.words}`;
}
