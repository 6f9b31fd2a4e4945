/** The scopes that guard fields. `access_all_areas` is no field rule: it decides visibility. */
export const SCOPES = ['support:read', 'support:write', 'user:read', 'support:internal'] as const;
export type Scope = (typeof SCOPES)[number];
