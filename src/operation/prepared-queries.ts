import {
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { toCostOutline, type CostOutline } from '../schema/cost/levels.js';
import { tooComplex } from '../schema/errors.js';
import { toTicketFields } from '../schema/ticket-fields.js';
import type { TicketFields } from '../ticket/ticket.js';
import { checkDocument, type DocumentLimits } from './document/check-document.js';
import { countTokens } from './document/count-tokens.js';
import { refuseHostile } from './document/refuse-hostile.js';

export interface QueryLimits extends DocumentLimits {
  /** How deep brackets may be in each other. */
  readonly nesting: number;
  /** Errors told of one query. */
  readonly errors: number;
  /** Whether the schema may be asked for. */
  readonly introspection: boolean;
  /** Whether errors name what may have been meant; never where the schema may not be asked for. */
  readonly suggestions: boolean;
}

/** A text that is a query. */
export interface PreparedQuery {
  /** Of this text alone, as long as it is remembered; null where it is too long for that. */
  readonly id: number | null;
  readonly document: DocumentNode;
  /** Why it is none of this schema; none for a valid one. */
  readonly errors: readonly GraphQLError[];
  /** What it looks at of tickets, if it only reads. */
  readonly ticketFields: TicketFields;
  readonly outline: CostOutline;
}

/** Parses and validates a query, or remembers what came of that. @throws GraphQLError for what is no query, or too large */
export type PrepareQuery = (text: string) => PreparedQuery;

const NO_FIELDS: TicketFields = new Set();
const MOST_QUERIES = 1000;
/** Of all queries together, and of one. A syntax tree takes some thirty bytes for each; what is known of its cost is bounded there. */
const MOST_CHARACTERS = 2_000_000;
const MOST_CHARACTERS_OF_ONE = 20_000;

/** Queries are remembered in bounded memory: one may be as long as a body. */
export function createPreparedQueries(schema: GraphQLSchema, limits: QueryLimits): PrepareQuery {
  const prepared = new LRUCache<string, PreparedQuery | GraphQLError>({
    max: MOST_QUERIES,
    maxSize: MOST_CHARACTERS,
    maxEntrySize: MOST_CHARACTERS_OF_ONE,
    sizeCalculation: (_query, text) => Math.max(text.length, 1),
  });
  const check = createValidation(schema, limits);
  let lastId = 0;

  function prepareAnew(text: string): PreparedQuery | GraphQLError {
    const document = orError(() => parseWithin(text, limits));
    const id = text.length > MOST_CHARACTERS_OF_ONE ? null : (lastId += 1);
    const query = document instanceof GraphQLError ? document : toQuery(document, id);
    prepared.set(text, query);
    return query;
  }

  function toQuery(document: DocumentNode, id: number | null): PreparedQuery {
    const errors = check(document);
    const ticketFields = errors.length > 0 ? NO_FIELDS : toTicketFields(document);
    return { id, document, errors, ticketFields, outline: toCostOutline(document) };
  }

  return (text) => {
    const known = prepared.get(text) ?? prepareAnew(text);
    if (known instanceof GraphQLError) throw known;
    return known;
  };
}

function orError<T>(work: () => T): T | GraphQLError {
  try {
    return work();
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

/** What follows parsing costs more than linearly, so what is too large is refused before. */
function parseWithin(text: string, limits: QueryLimits): DocumentNode {
  refuseHostile(text, limits.nesting);
  const { queryTokens: allowed } = limits;
  if (countTokens(text, allowed) > allowed) {
    throw tooComplex({ what: 'tokens', asked: `more than ${allowed}`, allowed, limit: 'queryTokens' });
  }
  const document = parse(text);
  checkDocument(document, limits);
  return document;
}

function createValidation(schema: GraphQLSchema, limits: QueryLimits) {
  const { errors: maxErrors, introspection, suggestions } = limits;
  const options = { maxErrors, hideSuggestions: !introspection || !suggestions };
  const rules = introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
  // What comes after that many is only that there are more.
  return (document: DocumentNode) => validate(schema, document, rules, options).slice(0, maxErrors);
}
