const identifierPattern = /^[a-z]{4}[A-Z\d]{26}$/;

/** The collection prefixes of the identifiers the simulator deals in. */
export type Collection = 'tick' | 'tmsg' | 'user';

/** Whether the text is an identifier, of the given collection if one is named. */
export function isIdentifier(text: string, collection: Collection | '' = ''): boolean {
  return identifierPattern.test(text) && text.startsWith(collection);
}

/**
 * Reads a user given by bare id or by resource URL.
 * Null when the value is neither.
 */
export function parseUserReference(value: string): string | null {
  const id = /^https?:\/\/[^?#]*\/users\/([^/?#]+)\/?$/.exec(value)?.[1] ?? value;
  return isIdentifier(id, 'user') ? id : null;
}

/** Orders by id as the API does: by character code, which for ULIDs is by age. */
export function compareById(left: { readonly id: string }, right: { readonly id: string }): number {
  if (left.id === right.id) return 0;
  return left.id < right.id ? -1 : 1;
}
