import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// The bench has dependencies of its own, which `npm ci` of the repository does not bring.
if (!existsSync(fileURLToPath(new URL('node_modules/autocannon', import.meta.url)))) {
  process.stderr.write('The bench is not installed. Run: npm ci --prefix bench\n');
  process.exit(1);
}
