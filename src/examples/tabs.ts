import { exampleQueries } from './queries.js';

/** The example queries as tabs of GraphiQL. */
export function toTabs(): { readonly query: string }[] {
  return exampleQueries.map((query) => ({ query: query.toString().trim() }));
}
