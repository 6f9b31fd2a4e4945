import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { createSchema } from './schema.js';

/** The schema as SDL text, rules included, ending in a newline: the content of `schema.graphql`. */
export function printSchema(): string {
  return `${printSchemaWithDirectives(createSchema())}\n`;
}
