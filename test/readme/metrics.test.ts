import { expect, it } from 'vitest';
import { createMetrics } from '../../src/telemetry/metrics.js';
import { expectSection } from './section.js';

it('the README lists every metric', async () => {
  const text = await createMetrics({ backends: () => [], isStoreReady: async () => true }).print();

  const metrics = [...text.matchAll(/^# HELP (ticket_gateway_\w+) (.*)$/gm)];
  expect(metrics.length).toBeGreaterThan(10);
  await expectSection('metrics', [toTable(metrics.map(([, name = '', help = '']) => [`\`${name}\``, help]))]);
});

function toTable(rows: readonly (readonly string[])[]): string {
  const lines = [['metric', 'what it tells'], ['---', '---'], ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
