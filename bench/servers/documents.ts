import type { QuestionKind } from '../works/question.js';

export const FIELDS = 'nativeId subject status createdAt user { fullName }';

const LIST = `query List {
  tickets(first: 50) { nodes { ${FIELDS} messages(first: 10) { nodes { text createdAt } } } }
}`;

/** The documents for servers that have the gateway's schema, or that part of it. @param backend its argument, if there is one */
export function toDocuments(backend: string): Readonly<Record<QuestionKind, string>> {
  return {
    list: LIST,
    ticket: `query Ticket($nativeId: String!) { ticketByNativeId(${backend}nativeId: $nativeId) { ${FIELDS} } }`,
    typename: 'query Typename { __typename }',
  };
}

const OPERATIONS: Readonly<Record<QuestionKind, string>> = { list: 'List', ticket: 'Ticket', typename: 'Typename' };

/** The body of a request. */
export function toBody(kind: QuestionKind, query: string, variables: object): string {
  return JSON.stringify({ operationName: OPERATIONS[kind], query, variables });
}
