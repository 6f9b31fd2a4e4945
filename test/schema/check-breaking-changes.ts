import { checkSchema, releaseSchema } from './schema-gate.js';

// A part of `npm run check`; with --release, of `npm version`.
if (process.argv.includes('--release')) {
  releaseSchema('.');
} else {
  const problems = checkSchema('.');
  process.stderr.write(problems);
  process.exitCode = problems === '' ? 0 : 1;
}
