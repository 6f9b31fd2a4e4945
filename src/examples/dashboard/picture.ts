import type {
  BarSeriesOption,
  ComposeOption,
  GridComponentOption,
  SankeySeriesOption,
  TitleComponentOption,
} from 'echarts';
import { init } from 'echarts/dist/echarts.esm.min';
import type { Dashboard } from './answer.js';
import { toFlows, type FlowNode, type Flows } from './flows.js';
import { toCount, toDate, toDay, toDuration, toPercent } from './words.js';

/** One text, or a text with a smaller one below. */
type TitleOption = Exclude<TitleComponentOption, undefined>;
type Option = ComposeOption<BarSeriesOption | SankeySeriesOption | GridComponentOption | TitleComponentOption>;

const WIDTH = 960;
const MARGIN = 32;
const KEY_NUMBERS_TOP = 24;
const VOLUME = { top: 112, chartTop: 164, height: 172 };
const SANKEY = { top: 388, chartTop: 440, nodeHeight: 30, leastHeight: 60 };
/** Of the Sankey diagram: pixels beside it, and characters of a label that fit there. */
const SIDES = {
  left: { depth: 0, width: 190, longest: 20 },
  right: { depth: 1, width: 250, longest: 32 },
} as const;
const FOOT_HEIGHT = 56;
/** With more bars their numbers would touch, so an axis has them. */
const MOST_NUMBERED_BARS = 32;
const AXIS_WIDTH = 40;

const INK = '#1f2937';
const FAINT = '#6b7280';
const LINE = '#e5e7eb';
const ALARM = '#b91c1c';
const BAR = '#3b6fb6';
const TARGET = '#9ca3af';
/** Of the categories, by size. */
const COLOURS = (
  '#3b6fb6 #e08a2b #4f9d69 #c8553d #7d6bb3 #8c6d4f #d07fae #5aa7b5 ' +
  '#b5a642 #5b6b7b #a05195 #2f6f5e #d9a05b #6f8fd0 #9b4d4d #7a9a3a'
).split(' ');

/** The answer as one SVG. Equal answers give equal bytes. */
export function renderDashboard(dashboard: Dashboard): string {
  const flows = toFlows(dashboard.sankey);
  const sankeyHeight = toSankeyHeight(flows);
  const height = SANKEY.chartTop + sankeyHeight + FOOT_HEIGHT;
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
  chart.setOption(toOption(dashboard, flows, sankeyHeight));
  const svg = chart.renderToSVGString();
  chart.dispose();
  return `${withoutHover(svg).trim()}\n`;
}

/**
 * The rules for a mouse, which a picture has no use for; their names are different in every rendering. Inside texts
 * `"` and `<` are escaped, so that nothing there looks like these.
 */
function withoutHover(svg: string): string {
  return svg.replaceAll(/ (?:class|pointer-events|ecmeta_\w+)="[^"]*"|<style.*?<\/style>\n?/gs, '');
}

function toOption(dashboard: Dashboard, flows: Flows, sankeyHeight: number): Option {
  return {
    animation: false,
    backgroundColor: '#ffffff',
    textStyle: { fontFamily: 'Helvetica, Arial, sans-serif', color: INK },
    title: [
      ...toKeyNumbers(dashboard),
      toHeading(VOLUME.top, 'Tickets per week', toPeriod(dashboard)),
      toHeading(SANKEY.top, 'From category to subcategory', toReach(flows)),
      toFoot(dashboard, SANKEY.chartTop + sankeyHeight + MARGIN / 2),
    ],
    ...toAxes(dashboard),
    series: [toBars(dashboard), ...(flows.links.length > 0 ? [toSankey(flows, sankeyHeight)] : [])],
  };
}

function toKeyNumbers({ total, resolution }: Dashboard): TitleOption[] {
  const { totalResolved, resolutionRate, medianSeconds, p90Seconds, percentilesExact } = resolution;
  const about = percentilesExact ? '' : '≈ ';
  const numbers = [
    [toCount(total), total === 1 ? 'ticket' : 'tickets'],
    [toPercent(resolutionRate), `resolved (${toCount(totalResolved)})`],
    [`${about}${toDuration(medianSeconds)}`, 'to resolve, median'],
    [`${about}${toDuration(p90Seconds)}`, 'to resolve, p90'],
  ] as const;
  const width = (WIDTH - 2 * MARGIN) / numbers.length;
  return numbers.map(([text, subtext], index) => ({
    text,
    subtext,
    left: MARGIN + index * width,
    top: KEY_NUMBERS_TOP,
    padding: 0,
    itemGap: 6,
    textStyle: { fontSize: 30, fontWeight: 'bold', color: INK },
    subtextStyle: { fontSize: 14, color: FAINT },
  }));
}

function toHeading(top: number, text: string, subtext: string): TitleOption {
  return {
    text,
    subtext,
    left: MARGIN,
    top,
    padding: 0,
    itemGap: 4,
    textStyle: { fontSize: 16, fontWeight: 'bold', color: INK },
    subtextStyle: { fontSize: 12, color: FAINT },
  };
}

/** How much of the picture is there: a part that is missing must not go unseen. */
function toFoot({ backends }: Dashboard, top: number): TitleOption {
  const asked = backends.filter(({ outcome }) => outcome !== 'SKIPPED');
  const lacking = asked.filter(({ outcome }) => outcome !== 'COMPLETE');
  const text =
    lacking.length > 0
      ? `Incomplete or old: ${lacking.map(({ backend, outcome }) => `${backend.key} (${outcome})`).join(', ')}`
      : asked.length > 0
        ? `In full: ${asked.map(({ backend }) => backend.key).join(', ')}`
        : 'No backend was asked.';
  return {
    text,
    left: MARGIN,
    top,
    padding: 0,
    textStyle: {
      fontSize: 12,
      fontWeight: lacking.length > 0 ? 'bold' : 'normal',
      color: lacking.length > 0 ? ALARM : FAINT,
      width: WIDTH - 2 * MARGIN,
      overflow: 'truncate',
    },
  };
}

function toPeriod({ volume }: Dashboard): string {
  const [first, last] = [volume[0], volume.at(-1)];
  if (!first || !last) return 'No ticket was opened.';
  return `${toDate(first.date)} to ${toDate(last.date)}`;
}

/** How many tickets the Sankey diagram has. */
function toReach({ sources }: Flows): string {
  const both = sources.reduce((sum, { count }) => sum + count, 0);
  return both === 0 ? 'No ticket has both.' : `${toCount(both)} ${both === 1 ? 'ticket has' : 'tickets have'} both`;
}

function toAxes({ volume }: Dashboard): Pick<Option, 'grid' | 'xAxis' | 'yAxis'> {
  const isLong = volume.length > MOST_NUMBERED_BARS;
  return {
    grid: { left: isLong ? MARGIN + AXIS_WIDTH : MARGIN, right: MARGIN, top: VOLUME.chartTop, height: VOLUME.height },
    xAxis: {
      type: 'category',
      data: volume.map(({ date }) => (isLong ? toDate(date) : toDay(date))),
      axisLine: { lineStyle: { color: FAINT } },
      axisTick: { show: false },
      axisLabel: { color: FAINT, fontSize: 11, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      axisLabel: { show: isLong, color: FAINT, fontSize: 11 },
      splitLine: { lineStyle: { color: LINE } },
    },
  };
}

function toBars({ volume }: Dashboard): BarSeriesOption {
  return {
    type: 'bar',
    data: volume.map(({ count }) => count),
    barMaxWidth: 40,
    barCategoryGap: '25%',
    clip: false,
    itemStyle: { color: BAR },
    label: { show: volume.length <= MOST_NUMBERED_BARS, position: 'top', fontSize: 11, color: INK },
    silent: true,
    emphasis: { disabled: true },
  };
}

function toSankeyHeight({ sources, targets }: Flows): number {
  return Math.max(SANKEY.leastHeight, SANKEY.nodeHeight * Math.max(sources.length, targets.length));
}

function toSankey({ sources, targets, links }: Flows, height: number): SankeySeriesOption {
  const left = sources.map((node, index) => toNode(node, 'left', COLOURS[index % COLOURS.length] ?? TARGET));
  const right = targets.map((node) => toNode(node, 'right', TARGET));
  const texts = new Map([...left, ...right].map(({ name, text }) => [name, text]));
  return {
    type: 'sankey',
    left: SIDES.left.width,
    right: SIDES.right.width,
    top: SANKEY.chartTop,
    height,
    nodeWidth: 14,
    nodeGap: 13,
    draggable: false,
    silent: true,
    emphasis: { disabled: true },
    data: [...left, ...right],
    links: links.map((link) => ({ ...link })),
    lineStyle: { color: 'source', opacity: 0.35, curveness: 0.5 },
    // A text here would be taken for a template.
    label: { fontSize: 12, color: INK, formatter: ({ name }) => texts.get(name) ?? name },
  };
}

function toNode({ id, label, count }: FlowNode, position: keyof typeof SIDES, color: string) {
  const { depth, width, longest } = SIDES[position];
  return {
    name: id,
    depth,
    text: `${shorten(label, longest)}  ${toCount(count)}`,
    itemStyle: { color },
    label: { position, width: width - MARGIN, overflow: 'truncate' as const },
  };
}

/** Cuts a label, so that the number after it is seen. */
function shorten(label: string, longest: number): string {
  const characters = [...label];
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : label;
}
