/** The backend whose tickets the store is filled with. */
export const BACKEND = 'desk';
