import type { Scope } from '../auth/scopes.js';
import type { Context } from './context.js';

/** The rule of a field: the scopes a token must carry, all of them. Enforced when it is asked for and printed into the SDL. */
export function requiresScope(...scopes: [Scope, ...Scope[]]) {
  return { authScopes: { scopes }, ...printed(...scopes) };
}

/** The same, unless the parent lets this caller pass. The SDL prints the scope, the description tells the exception. */
export function requiresScopeUnless<Parent>(scope: Scope, passes: (parent: Parent, context: Context) => boolean) {
  return {
    // Who the caller is comes last: callers with the scope may differ in that, and share an answer.
    authScopes: (parent: Parent, _args: object, context: Context) =>
      context.viewer.scopes.has(scope) || passes(parent, context) || { scopes: [scope] },
    ...printed(scope),
  };
}

/**
 * The rule of a type: every field that leads to such an object carries the same rule, and `node` holds it before it
 * looks anything up. Checked there once, so that the object's own fields cost nothing.
 */
export const guardedBy: (scope: Scope) => ReturnType<typeof printed> = printed;

/** The rule "any valid token": for what is no secret, and for what only guarded fields lead to. */
export const isPublic = { extensions: { access: 'public' } } as const;

/** The scopes of a type's or field's rule; null when it has none of its own. */
export function scopesOf({ extensions }: { readonly extensions: Extensions }): readonly Scope[] | null {
  return extensions.requiredScopes ?? null;
}

interface Extensions {
  readonly requiredScopes?: readonly Scope[];
}

function printed(...scopes: Scope[]) {
  return {
    directives: { requiresScopes: { scopes: [scopes] } },
    extensions: { requiredScopes: scopes } satisfies Extensions,
  };
}
