import type { z } from 'zod';
import type { Owner, ProviderKind } from '../ticket/ticket.js';
import type { Directory } from './directory.js';
import type { UpstreamObserver } from './http/observer.js';
import type { Provider } from './provider.js';

/** A configured provider. */
export interface Backend {
  /** As written in the configuration: lower-case letters, digits and hyphens. */
  readonly key: string;
  readonly displayName: string;
  readonly provider: Provider;
  /** The organisation that every ticket with a user belongs to; null when it differs by ticket. */
  readonly organizationId: string | null;
  /** Every owner that a ticket can have; null when there may be others. */
  readonly owners: readonly Owner[] | null;
}

/** Their keys, for messages. */
export function toKeys(backends: readonly Backend[]): string {
  return backends.map(({ key }) => key).join(', ');
}

/** What a provider's factory is given besides its own options. */
export interface ProviderContext {
  readonly key: string;
  readonly directory: Directory;
  /** Hears of every attempt to reach the upstream. Absent: nobody does. */
  readonly observer?: UpstreamObserver | undefined;
}

/** What an identity looks like in the directory. */
export interface IdentityForm {
  readonly pattern: RegExp;
  /** In words, to follow "must be". */
  readonly words: string;
}

/** One entry of the list of providers: what it is called, which options it takes, how it is made. */
export interface ProviderDefinition<Options = unknown, Context extends ProviderContext = ProviderContext> {
  readonly kind: ProviderKind;
  /** The word for `provider:` in the configuration, e.g. `ev-energy`. */
  readonly name: string;
  /** The provider's own part of a backend's configuration. */
  readonly options: z.ZodType<Options>;
  create(options: Options, context: Context): Provider;
  /** The organisation that these options tie every ticket to, or null. */
  organizationOf?(options: Options): string | null;
  /** Every owner that these options give a ticket. Absent: they do not say. */
  ownersOf?(options: Options): readonly Owner[];
  /** Identities that its tickets can be linked to users by. Absent: none are. */
  readonly identities?: IdentityForm;
}
