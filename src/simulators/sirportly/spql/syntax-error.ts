import { invalidQuery, type Refusal } from '../refusal.js';

const maxShown = 30;

/** @param rest of the query, from where it went wrong */
export function syntaxError(rest: string): Refusal {
  return invalidQuery(rest === '' ? 'Unexpected end of query' : `Syntax error near '${rest.slice(0, maxShown)}'`);
}
