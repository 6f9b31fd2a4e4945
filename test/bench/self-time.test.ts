import { describe, expect, it } from 'vitest';
import type { CallFrame } from '../../bench/profile/cpu-profile.js';
import { toSelfTimes } from '../../bench/profile/self-time.js';

const ROOT = 'file:///dist/gateway/dist/modules/';

/** What ran for how many microseconds, one after the other, from 1000 on. */
function toProfile(runs: readonly (readonly [frame: CallFrame, microseconds: number])[]) {
  const frames = [...new Set(runs.map(([frame]) => frame))];
  const total = runs.reduce((sum, [, microseconds]) => sum + microseconds, 0);
  return {
    nodes: frames.map((callFrame, id) => ({ id, callFrame })),
    startTime: 1000,
    endTime: 1000 + total,
    samples: runs.map(([frame]) => frames.indexOf(frame)),
    timeDeltas: [0, ...runs.slice(0, -1).map(([, microseconds]) => microseconds)],
  };
}

function at(url: string, functionName: string, lineNumber = 9): CallFrame {
  return { url, functionName, lineNumber };
}

describe('the self times of a profile', () => {
  it('leave idle time out', () => {
    const profile = toProfile([
      [at('', '(idle)', -1), 5000],
      [at('', '(garbage collector)', -1), 30],
    ]);

    const times = toSelfTimes(profile, ROOT);

    const collector = { name: '(garbage collector)', microseconds: 30 };
    expect(times).toEqual({ busyMicroseconds: 30, packages: [collector], functions: [collector] });
  });

  it('add up what comes again, the dearest first', () => {
    const scan = at(`${ROOT}federation/scan.js`, 'scan');
    const merge = at(`${ROOT}federation/merge.js`, '');
    const profile = toProfile([
      [scan, 10],
      [merge, 15],
      [scan, 20],
    ]);

    const { packages, functions } = toSelfTimes(profile, ROOT);

    expect(packages).toEqual([{ name: 'src/federation', microseconds: 45 }]);
    expect(functions).toEqual([
      { name: 'scan dist/modules/federation/scan.js:10', microseconds: 30 },
      { name: '(anonymous) dist/modules/federation/merge.js:10', microseconds: 15 },
    ]);
  });

  it.each([
    ['src', 'start dist/modules/main.js:10', at(`${ROOT}main.js`, 'start')],
    ['graphql', 'parse graphql/parser.mjs:10', at('file:///a/node_modules/graphql/parser.mjs', 'parse')],
    ['@x/y', 'f @x/y/dist/z.js:10', at('file:///a/node_modules/b/node_modules/@x/y/dist/z.js', 'f')],
    ['Node.js', 'emit node:events:10', at('node:events', 'emit')],
    ['Node.js', 'writev', at('', 'writev', -1)],
    ['(code made at run time)', 'query', at('', 'query')],
    ['(WebAssembly)', 'f wasm://wasm/1:10', at('wasm://wasm/1', 'f')],
    ['(program)', '(program)', at('', '(program)', -1)],
    ['(elsewhere)', 'f file:///b.js:10', at('file:///b.js', 'f')],
  ])('tell %s by where it is: %s', (packageName, functionName, frame) => {
    const { packages, functions } = toSelfTimes(toProfile([[frame, 7]]), ROOT);

    expect(packages).toEqual([{ name: packageName, microseconds: 7 }]);
    expect(functions).toEqual([{ name: functionName, microseconds: 7 }]);
  });
});
