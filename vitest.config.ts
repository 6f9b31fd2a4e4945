import { configDefaults, defineConfig } from 'vitest/config';

/** Measures what is left in its process, so no other test may run there. */
const ALONE = ['test/young-garbage.test.ts'];

export default defineConfig(({ mode }) => {
  const resolve = {
    // One copy of graphql: without this, Vitest loads its CommonJS build beside the ES one and deliberate errors get masked.
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  };
  const timeouts = { testTimeout: 60_000, hookTimeout: 60_000 };
  // Soak files are the long runs of what a test file shows in short.
  const soak = mode === 'soak';

  return {
    test: {
      // Here, not in a project: each would build for itself.
      globalSetup: 'test/build.ts',
      maxWorkers: '100%',
      // Long runs measure: one at a time.
      fileParallelism: !soak,
      projects: [
        {
          resolve,
          test: {
            ...timeouts,
            name: 'together',
            include: [soak ? 'test/**/*.soak.ts' : 'test/**/*.test.ts'],
            exclude: [...configDefaults.exclude, ...ALONE],
            // Loading the sources anew for each file took a quarter of the time. So files share modules: nothing outside of
            // tests and hooks may keep state, and a hook belongs into the file whose tests it serves.
            isolate: false,
          },
        },
        { resolve, test: { ...timeouts, name: 'alone', include: soak ? [] : ALONE } },
      ],
    },
  };
});
