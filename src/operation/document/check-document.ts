import { GraphQLError, type DocumentNode } from 'graphql';
import { tooComplex } from '../../schema/errors.js';
import { measureDocument } from './measure-document.js';
import { measureLiterals, type InputLimits, type InputSize } from './measure-input.js';

export interface DocumentLimits extends InputLimits {
  readonly queryTokens: number;
  readonly queryOperations: number;
  readonly queryDepth: number;
  readonly queryFields: number;
  readonly queryRootFields: number;
  readonly queryAliases: number;
  readonly queryDirectives: number;
}

/**
 * Refuses a document before its validation could get expensive.
 * @throws GraphQLError QUERY_TOO_COMPLEX, or BAD_USER_INPUT for fragments that lead back to themselves
 */
export function checkDocument(document: DocumentNode, limits: DocumentLimits): void {
  const size = measureDocument(document);
  refuseOver(limits.queryOperations, size.operations, 'operations', 'queryOperations');
  refuseOver(limits.queryAliases, size.aliases, 'aliases', 'queryAliases');
  refuseOver(limits.queryDirectives, size.directives, 'directives', 'queryDirectives');
  if (size.cycle) {
    const message = `The fragments ${size.cycle.join(' → ')} lead back to where they begin.`;
    throw new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
  }
  refuseOver(limits.queryRootFields, size.rootFields, 'fields on the top level', 'queryRootFields');
  refuseOver(limits.queryDepth, size.depth, 'levels of fields', 'queryDepth');
  refuseOver(limits.queryDepth, size.fragmentDepth, 'levels of fragments', 'queryDepth');
  refuseOver(limits.queryFields, size.fields, 'fields, fragments written out', 'queryFields');
  checkInput(measureLiterals(document), limits, 'The query');
}

/**
 * @param where what holds the values, to begin a sentence with
 * @throws GraphQLError QUERY_TOO_COMPLEX
 */
export function checkInput(size: InputSize, limits: InputLimits, where: string): void {
  refuseOver(limits.inputDepth, size.depth, 'levels of lists and objects', 'inputDepth', where);
  refuseOver(limits.inputListLength, size.listLength, 'values in one list', 'inputListLength', where);
  refuseOver(limits.inputValues, size.values, 'values', 'inputValues', where);
  refuseOver(limits.inputTextLength, size.textLength, 'characters in one value', 'inputTextLength', where);
}

function refuseOver(allowed: number, asked: number, what: string, limit: keyof DocumentLimits, where?: string): void {
  if (asked > allowed) throw tooComplex({ what, asked, allowed, limit, where });
}
