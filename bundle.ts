import { build } from 'esbuild';

/**
 * The program as it is started, of what `tsc` has written: 1300 modules in a few files. To load each of them took Node.js
 * about a millisecond.
 */
await build({
  entryPoints: {
    main: 'dist/modules/main.js',
    // Beside the code that starts it.
    'chunks/pglite-worker': 'dist/modules/store/pglite/pglite-worker.js',
  },
  external: [
    // The same for whoever else is in the process.
    'graphql',
    '@opentelemetry/api',
    // With files of their own.
    '@electric-sql/pglite',
    '@graphql-yoga/render-graphiql',
    'pino',
    // CommonJS, which requires parts of Node.js while it runs.
    '@whatwg-node/fetch',
    'cockatiel',
    'dataloader',
    'prom-client',
    'undici',
  ],
  outdir: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  sourcemap: true,
  logLevel: 'warning',
});
