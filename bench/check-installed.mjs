import { existsSync, readFileSync } from 'node:fs';

// The bench has dependencies of its own, which `npm ci` of the repository does not bring.
const { dependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
const missing = Object.keys(dependencies).filter(
  (name) => !existsSync(new URL(`node_modules/${name}`, import.meta.url)),
);
if (missing.length > 0) {
  process.stderr.write(`The bench lacks ${missing.join(', ')}. Run: npm ci --prefix bench\n`);
  process.exit(1);
}
