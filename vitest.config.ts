import { defineConfig } from 'vitest/config';

export default defineConfig(({ mode }) => ({
  resolve: {
    // One copy of graphql: without this, Vitest loads its CommonJS build beside the ES one and deliberate errors get masked.
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  },
  test: {
    // Soak files are the long runs of what a test file shows in short.
    include: [mode === 'soak' ? 'test/**/*.soak.ts' : 'test/**/*.test.ts'],
    globalSetup: 'test/build.ts',
    maxWorkers: '100%',
    // Long runs measure: one at a time.
    fileParallelism: mode !== 'soak',
    // Loading the sources anew for each file took a quarter of the time. So files share modules: nothing outside of tests
    // and hooks may keep state, and a hook belongs into the file whose tests it serves.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
}));
