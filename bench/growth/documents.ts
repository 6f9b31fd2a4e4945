import { FIELDS } from '../servers/documents.js';

/** Bodies of requests, as far as they go by values. */
export const PAGE = `query Page($first: Int!, $after: String) {
  tickets(first: $first, after: $after) { nodes { ${FIELDS} } }
}`;

export const PAGE_WITH_MESSAGES = `query PageWithMessages($first: Int!) {
  tickets(first: $first) { nodes { ${FIELDS} messages(first: 10) { nodes { text createdAt } } } }
}`;

/** From page to page, with nothing on them. */
export const WALK = `query Walk($first: Int!, $after: String) {
  tickets(first: $first, after: $after) { pageInfo { endCursor } }
}`;
