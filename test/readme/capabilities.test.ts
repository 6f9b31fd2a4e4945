import { describe, it } from 'vitest';
import { providerDefinitions } from '../../src/providers/index.js';
import type { Measure } from '../../src/provider/aggregate.js';
import type { ProviderDefinition } from '../../src/provider/backend.js';
import type { Capabilities, FilterCapabilities } from '../../src/provider/capabilities.js';
import type { Provider } from '../../src/provider/provider.js';
import { CREATABLE_FIELDS, UPDATABLE_FIELDS } from '../../src/provider/writes.js';
import { TICKET_ORDER_FIELDS } from '../../src/ticket/order.js';
import { createStore, type Store } from '../../src/store/store.js';
import { TIME_FIELDS, VALUE_FIELDS } from '../../src/ticket/filter.js';
import { createDirectory } from '../federation/in-memory-directory.js';
import { expectSection } from './section.js';

const FILTER_FIELDS = [...VALUE_FIELDS, ...TIME_FIELDS, 'tags', 'messages', 'search'] as const;
/** The same for every ticket of a backend: decided without asking. */
const CONSTANT_FIELDS: ReadonlySet<string> = new Set(['backend', 'provider']);
const ACCOUNT = '11111111-2222-4333-8444-555555555555';
const HERE = 'here';
const REFUSED = 'refused';

/** Just what the providers require, and what opens all they can do. */
const OPTIONS: Readonly<Record<string, object>> = {
  'ev-energy': { clientId: 'id', clientSecret: 'secret' },
  moov: { publicKey: 'key', secretKey: 'secret', accounts: [{ accountId: ACCOUNT, organization: 'northwind' }] },
  sirportly: { token: 'token', secret: 'secret', agent: 'sam', aiAgent: 'robot' },
};

describe('the README', () => {
  it('says what each provider’s upstream evaluates and writes', async () => {
    const store = await createStore({ dataDirectory: null });
    const columns = await Promise.all(providerDefinitions.map((definition) => toColumn(definition, store)));
    await store.close();
    const names = columns.map(({ name }) => name);
    const rows = [
      ...toRows(
        'filter',
        FILTER_FIELDS.filter((field) => !CONSTANT_FIELDS.has(field)),
        (field) => columns.map(({ capabilities }) => toFilterCell(capabilities.filters[field])),
      ),
      ...toRows('order', TICKET_ORDER_FIELDS, (field) =>
        columns.map(({ capabilities }) => (capabilities.orders[field] ? 'upstream' : HERE)),
      ),
      ...toRows('statistic', Object.keys(STATISTICS), (field) =>
        columns.map(({ provider }) => (provider.aggregate && measures(provider, field) ? 'upstream' : HERE)),
      ),
      ...toRows('write', UPDATABLE_FIELDS, (field) =>
        columns.map(({ capabilities }) => toWriteCell(field, capabilities)),
      ),
      ['`createTicket`', ...columns.map(({ capabilities }) => (capabilities.creatableFields ? 'yes' : REFUSED))],
      ...toRows('… with', CREATABLE_FIELDS, (field) =>
        columns.map(({ capabilities }) => (capabilities.creatableFields?.includes(field) ? 'yes' : REFUSED)),
      ),
      [
        '`addMessage`',
        ...columns.map(({ capabilities }) => capabilities.addableMessageTypes.map(toCode).join(', ') || REFUSED),
      ],
    ];

    await expectSection('capabilities', [
      toTable([['', ...names.map(toCode)], ['', ...names].map(() => '---'), ...rows]),
    ]);
  });
});

interface Column {
  readonly name: string;
  readonly provider: Provider;
  readonly capabilities: Capabilities;
}

/** What each field of `stats` takes beside the total. */
const STATISTICS: Readonly<Record<string, readonly Measure[]>> = {
  total: [],
  byBackend: [],
  byStatus: ['status'],
  byPriority: ['priority'],
  bySource: ['source'],
  volume: ['days'],
  'resolution.averageSeconds': ['resolution'],
  'resolution.medianSeconds': ['durations'],
  topCategories: ['categories'],
  sankey: ['categories'],
};

function measures({ capabilities }: Provider, field: string): boolean {
  return (STATISTICS[field] ?? []).every((measure) => capabilities.measures?.includes(measure));
}

/** A row for each run of fields with the same cells. */
function toRows<Field extends string>(
  kind: string,
  fields: readonly Field[],
  toCells: (field: Field) => readonly string[],
): string[][] {
  const rows: { readonly names: string[]; readonly cells: readonly string[] }[] = [];
  for (const field of fields) {
    const cells = toCells(field);
    const last = rows.at(-1);
    if (last?.cells.join() === cells.join()) last.names.push(toCode(field));
    else rows.push({ names: [toCode(field)], cells });
  }
  return rows.map(({ names, cells }) => [`${kind} ${names.join(', ')}`, ...cells]);
}

async function toColumn(definition: ProviderDefinition, store: Store): Promise<Column> {
  const context = { key: 'backend', directory: createDirectory(), store };
  const provider = definition.create(definition.options.parse(OPTIONS[definition.name] ?? {}), context);
  await provider.close();
  return { name: definition.name, provider, capabilities: provider.capabilities };
}

function toFilterCell(operators: FilterCapabilities[keyof FilterCapabilities]): string {
  const upstream = Object.entries(operators ?? {}).map(([operator, support]) =>
    support === 'exact' ? toCode(operator) : `${toCode(operator)} (narrows)`,
  );
  return upstream.length > 0 ? upstream.join(', ') : HERE;
}

function toWriteCell(field: (typeof UPDATABLE_FIELDS)[number], capabilities: Capabilities): string {
  if (!capabilities.updatableFields.includes(field)) return REFUSED;
  const { writableStatuses } = capabilities;
  return field === 'status' && writableStatuses ? writableStatuses.map(toCode).join(', ') : 'yes';
}

function toTable(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function toCode(text: string): string {
  return `\`${text}\``;
}
