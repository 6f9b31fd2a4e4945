/** What a token may see: one user's things, one organisation's, or everything. */
export type Visibility =
  | { readonly kind: 'user'; readonly userId: string }
  | { readonly kind: 'organization'; readonly organizationId: string }
  | { readonly kind: 'all' };

/** A text that is the same for equal visibilities. */
export function visibilityKey(visibility: Visibility): string {
  if (visibility.kind === 'user') return visibility.userId;
  return visibility.kind === 'organization' ? visibility.organizationId : 'all';
}
