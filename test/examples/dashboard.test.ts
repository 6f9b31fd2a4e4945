import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AnswerError, parseAnswer, type Dashboard } from '../../src/examples/dashboard/answer.js';
import { renderDashboard } from '../../src/examples/dashboard/picture.js';
import { toDuration } from '../../src/examples/dashboard/words.js';
import { dashboard } from '../../src/examples/queries.js';
import { ask } from '../gateway/ask.js';
import { createWorld, type World } from '../gateway/world.js';
import { readTexts } from './xml.js';

const SCRIPT = fileURLToPath(new URL('../../src/examples/dashboard/draw.ts', import.meta.url));
const EXPECTED =
  'Expected on standard input: the JSON answer to the query that "npm run --silent draw -- --query" prints.';

const STATS: Dashboard = {
  total: 1234,
  volume: [
    { date: '2026-01-05', count: 700 },
    { date: '2026-01-12', count: 0 },
    { date: '2026-01-19', count: 534 },
  ],
  resolution: {
    totalResolved: 411,
    resolutionRate: 411 / 1234,
    medianSeconds: 110_872.8,
    p90Seconds: 267_649.9,
    percentilesExact: true,
  },
  sankey: {
    nodes: [
      { id: 'category:BILLING', label: 'Billing' },
      { id: 'category:OTHER', label: 'Usability/UX' },
      { id: 'category:LONELY', label: 'Without a link' },
      { id: 'subcategory:REFUND', label: 'Refund' },
      { id: 'subcategory:OTHER', label: 'App crash / freeze' },
    ],
    links: [
      { source: 'category:BILLING', target: 'subcategory:REFUND', value: 40 },
      { source: 'category:BILLING', target: 'subcategory:OTHER', value: 7 },
      { source: 'category:OTHER', target: 'subcategory:OTHER', value: 5 },
    ],
  },
  backends: [
    { backend: { key: 'desk' }, outcome: 'COMPLETE' },
    { backend: { key: 'ev' }, outcome: 'SKIPPED' },
  ],
};
const EMPTY: Dashboard = {
  total: 0,
  volume: [],
  resolution: {
    totalResolved: 0,
    resolutionRate: null,
    medianSeconds: null,
    p90Seconds: null,
    percentilesExact: true,
  },
  sankey: { nodes: [], links: [] },
  backends: [],
};

describe('the picture of a dashboard', () => {
  it('says each label with its number', () => {
    const words = `1,234|tickets|33 %|resolved (411)|1 d 7 h|to resolve, median|3 d 2 h|to resolve, p90
      |Tickets per week|5 Jan 2026 to 19 Jan 2026|5 Jan|700|12 Jan|0|19 Jan|534
      |From category to subcategory|52 tickets have both|Billing  47|Usability/UX  5|Refund  40|App crash / freeze  12
      |In full: desk`;

    expect(draw(STATS).toSorted()).toEqual(words.split(/\s*\|/).toSorted());
  });

  it('is the same for the same answer', () => {
    const [first, second] = [renderDashboard(STATS), renderDashboard(STATS)];

    expect(second).toEqual(first);
    expect(first).not.toMatch(/<(?:script|style|animate)|\b(?:id|class|href)=/);
  });

  it('says that there is nothing', () => {
    expect(draw(EMPTY)).toEqual(
      expect.arrayContaining(['0', '–', 'No ticket was opened.', 'No ticket has both.', 'No backend was asked.']),
    );
  });

  it('says what it lacks, and what is about right only', () => {
    const backends = [
      ...STATS.backends,
      { backend: { key: 'moov' }, outcome: 'STALE' },
      { backend: { key: 'ev' }, outcome: 'FAILED' },
    ];

    const texts = draw({ ...STATS, backends, resolution: { ...STATS.resolution, percentilesExact: false } });

    expect(texts).toEqual(
      expect.arrayContaining(['Incomplete or old: moov (STALE), ev (FAILED)', '≈ 1 d 7 h', '≈ 3 d 2 h']),
    );
  });

  it('takes no label for markup, a template or a rule', () => {
    const labels = ['<script>"&\'</b>', '{b} {c|d}', ' class="x" <style></style>', 'two\n\u0000lines \uD800'];
    const nodes = labels.map((label, index) => ({ id: `<${index}"`, label }));
    const links = nodes.slice(1).map(({ id }) => ({ source: '<0"', target: id, value: 1 }));

    const texts = draw({ ...STATS, sankey: { nodes, links } });

    expect(texts).toEqual(
      expect.arrayContaining([
        '<script>"&\'</b>  3',
        '{b} {c|d}  1',
        'class="x" <style></style>  1',
        'two \uFFFDlines \uFFFD  1',
      ]),
    );
  });

  it('puts the smallest nodes together, and drops no ticket', () => {
    const ids = Array.from({ length: 20 }, (_, index) => `${index}`);
    const nodes = ['others', ...ids].map((id) => ({ id, label: `Label ${id}` }));
    const links = ids.map((id) => ({ source: 'others', target: id, value: 1 + Number(id) }));

    const texts = draw({ ...STATS, sankey: { nodes, links } });

    expect(texts).toEqual(expect.arrayContaining(['Label others  210', 'Label 19  20', '5 other subcategories  15']));
    expect(texts).not.toContain('Label 4  5');
  });

  it('draws years of weeks with an axis in place of numbers', () => {
    const weeks = Array.from({ length: 200 }, (_, index) => Date.UTC(2022, 0, 3 + 7 * index));
    const volume = weeks.map((week, index) => ({ date: new Date(week).toISOString().slice(0, 10), count: index }));

    expect(draw({ ...STATS, volume })).toEqual(
      expect.arrayContaining(['3 Jan 2022 to 27 Oct 2025', '3 Jan 2022', '210']),
    );
  });

  it.each([
    [0, '0 s'],
    [59.4, '59 s'],
    [59.6, '1 min 0 s'],
    [3599.6, '1 h 0 min'],
    [5 * 3600 + 20 * 60, '5 h 20 min'],
    [86_399, '1 d 0 h'],
    [100_000_000, '1,157 d 10 h'],
    [null, '–'],
  ])('says %s seconds in two units', (seconds, words) => {
    expect(toDuration(seconds)).toBe(words);
  });
});

describe('an answer that is none', () => {
  const shape = 'This is no answer to the query Dashboard:';
  const lost = { ...STATS.sankey, links: [{ source: 'category:BILLING', target: 'nowhere', value: 1 }] };

  it.each([
    ['', 'There is nothing to draw.'],
    ['<html>', 'This is not JSON.'],
    ['[]', `${shape} the whole: Invalid input: expected object, received array.`],
    ['{"data":{}}', `${shape} data.stats: Invalid input: expected object, received undefined.`],
    ['{"data":null,"errors":[{"message":"Send a\\n token."}]}', 'The gateway refused: Send a token.'],
    [toJson({ ...STATS, total: -1 }), `${shape} data.stats.total: Too small: expected number to be >=0.`],
    [toJson({ ...STATS, sankey: lost }), `${shape} data.stats.sankey.links.0: joins a node that is not there.`],
  ])('is refused: %s', (json, reason) => {
    expect(() => parseAnswer(json)).toThrow(new AnswerError(reason));
    expect(new AnswerError(reason).message).toBe(`${reason} ${EXPECTED}`);
  });
});

describe('the script', { concurrent: true }, () => {
  it('draws what it is given', async () => {
    expect(await runScript([], toJson(STATS))).toEqual({ code: 0, stdout: renderDashboard(STATS), stderr: '' });
  });

  it('exits with 1 and a line when that is no answer', async () => {
    expect(await runScript([], 'curl: (7) Failed to connect')).toEqual({
      code: 1,
      stdout: '',
      stderr: `This is not JSON. ${EXPECTED}\n`,
    });
  });

  it('prints the query', async () => {
    const { stdout } = await runScript(['--query'], '');

    expect(JSON.parse(stdout)).toEqual({ query: dashboard.toString().trim() });
  });
});

describe('the query Dashboard', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.close());

  it('is answered with what the picture takes, without variables', async () => {
    const token = await world.token({ user: 'lead', scope: 'support:read access_all_areas' });

    const { data, errors } = await ask(world.gateway, dashboard, { token });

    const texts = readTexts(renderDashboard(parseAnswer(JSON.stringify({ data, errors }))));
    expect(texts).toEqual(expect.arrayContaining([String(data?.stats.total), 'In full: desk, ev']));
    expect(data?.stats.total).toBeGreaterThan(0);
  });
});

/** The texts of the picture of an answer with these figures. */
function draw(stats: Dashboard): string[] {
  return readTexts(renderDashboard(parseAnswer(toJson(stats))));
}

function toJson(stats: Dashboard): string {
  return JSON.stringify({ data: { stats } });
}

async function runScript(options: readonly string[], input: string) {
  const child = spawn(process.execPath, ['--import', 'tsx', SCRIPT, ...options]);
  child.stdin.end(input);
  const [stdout, stderr, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise((resolve) => child.once('close', resolve)),
  ]);
  return { code, stdout, stderr };
}
