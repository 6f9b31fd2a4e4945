import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

const MOST_QUERIES = 1000;
/** Of all queries together, and of one. A syntax tree takes some thirty bytes for each. */
const MOST_CHARACTERS = 2_000_000;
const MOST_CHARACTERS_OF_ONE = 20_000;

/** Yoga's caches of parsed queries and of errors, bounded in memory too: a query may be as long as a body. */
export function createDocumentCaches() {
  return { documentCache: createCache<DocumentNode>(), errorCache: createCache<Error>(), validationCache: true };
}

function createCache<Value extends object>(): LRUCache<string, Value> {
  return new LRUCache<string, Value>({
    max: MOST_QUERIES,
    maxSize: MOST_CHARACTERS,
    maxEntrySize: MOST_CHARACTERS_OF_ONE,
    sizeCalculation: (_value, query) => Math.max(query.length, 1),
  });
}
