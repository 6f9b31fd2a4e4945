import { wholeNumber } from '../provider/whole-number.js';

/** What a parsed query may hold; parts of `limits`. */
export const queryLimits = {
  queryTokens: wholeNumber(100, 100_000).default(1000).describe('Tokens of a query, 100 to 100000.'),
  queryOperations: wholeNumber(1, 100)
    .default(1)
    .describe('Operations of a query, 1 to 100; only the one named by operationName is run.'),
  queryDepth: wholeNumber(1, 100)
    .default(16)
    .describe('Levels of fields inside fields, 1 to 100; of fragments likewise.'),
  queryFields: wholeNumber(10, 100_000)
    .default(500)
    .describe('Fields of a query with every fragment written out, 10 to 100000.'),
  queryRootFields: wholeNumber(1, 1000).default(30).describe('Fields on the top level of a query, 1 to 1000.'),
  queryAliases: wholeNumber(0, 1000).default(30).describe('Aliases in a query, 0 to 1000.'),
  queryDirectives: wholeNumber(0, 1000).default(50).describe('Directives in a query, 0 to 1000.'),
  inputDepth: wholeNumber(1, 100).default(16).describe('Levels of lists and objects in a value, 1 to 100.'),
  inputValues: wholeNumber(10, 100_000)
    .default(2000)
    .describe('Values in a query or in its variables, those inside of others included, 10 to 100000.'),
  inputListLength: wholeNumber(1, 100_000).default(1000).describe('Values of one list, 1 to 100000.'),
  inputTextLength: wholeNumber(1000, 10_000_000)
    .default(100_000)
    .describe('Characters of one text or number, 1000 to 10000000.'),
};
