import { expect, it } from 'vitest';
import { runSimulate } from '../../src/commands/simulate.js';

const never = new Promise<void>(() => {});
const quiet = { write: () => true };
const io = { stdout: quiet, stderr: quiet, environment: {}, stopped: never, catchFaults: () => never };

it.each([
  [[], 'simulate must be followed by one of: ev-energy, moov, sirportly, all.'],
  [['moov', '--quota', '5'], '--quota is of ev.energy alone.'],
  [['all', '--port', '65534'], '--port must be a whole number from 0 to 65533.'],
  [['sirportly', '--port', '65536'], '--port must be a whole number from 0 to 65535.'],
])('%j is refused: %s', async (argv, message) => {
  await expect(runSimulate(argv, io)).rejects.toThrow(message);
});
