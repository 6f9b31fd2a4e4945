import type { CodegenConfig } from '@graphql-codegen/cli';

/** Typed documents for the examples and the tests, from the printed schema. `npm run codegen` writes them anew. */
const config: CodegenConfig = {
  schema: 'schema.graphql',
  documents: ['src/examples/*.ts', 'test/**/*.ts'],
  generates: {
    'src/examples/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: 'string',
        useTypeImports: true,
        enumsAsTypes: true,
        emitLegacyCommonJSImports: false,
        importExtension: '.js',
        scalars: { DateTime: 'string', Date: 'string', JSON: 'unknown' },
      },
    },
  },
};

export default config;
