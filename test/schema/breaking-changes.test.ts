import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { printSchema } from '../../src/schema/print.js';
import { findBreakingChanges, judge } from './breaking-changes.js';
import { checkSchema, releaseSchema } from './schema-gate.js';

/** Without descriptions: they stand before what is edited. */
const released = printSchema().replaceAll(/"""[\s\S]*?"""\n\s*/g, '');
const REMOVED = 'FIELD_REMOVED: Ticket.nativeId was removed.';

type Edit = readonly [text: string, replacement: string];

const BREAKING: Readonly<Record<string, Edit>> = {
  [REMOVED]: ['  nativeId: String!\n  reference', '  reference'],
  'TYPE_REMOVED: SankeyLink was removed.': ['SankeyLink', 'Link'],
  'FIELD_CHANGED_KIND: Sankey.links changed type from [SankeyLink!]! to [Link!]!.': ['SankeyLink', 'Link'],
  'REQUIRED_ARG_ADDED: A required arg really on Query.ticket was added.': ['ticket(', 'ticket(really: Boolean!, '],
  'ARG_CHANGED_KIND: Query.stats arg filter has changed type from TicketFilter to TicketFilter!.': [
    'stats(\n    filter: TicketFilter\n',
    'stats(\n    filter: TicketFilter!\n',
  ],
  'VALUE_REMOVED_FROM_ENUM: ON_HOLD was removed from enum type TicketStatus.': ['  ON_HOLD\n', ''],
  'FIELD_CHANGED_KIND: Ticket.version changed type from String! to String.': ['version: String!', 'version: String'],
  'REQUIRED_INPUT_FIELD_ADDED: A required field mood on input type AddMessageInput was added.': [
    'input AddMessageInput {',
    'input AddMessageInput {\n  mood: String!',
  ],
  'ARG_DEFAULT_VALUE_CHANGE: Stats.volume arg timeZone has changed defaultValue from "UTC" to "Europe/London".': [
    'timeZone: String! = "UTC"',
    'timeZone: String! = "Europe/London"',
  ],
  'RULE_CHANGED: User.joinedAt had no rule, and has @requiresScopes(scopes: [["user:read"]]).': [
    'joinedAt: DateTime',
    'joinedAt: DateTime @requiresScopes(scopes: [["user:read"]])',
  ],
  'RULE_CHANGED: Message had @requiresScopes(scopes: [["support:read"]]), and has no rule.': [
    'type Message implements Node @requiresScopes(scopes: [["support:read"]])',
    'type Message implements Node',
  ],
};

const ADDITIONS: readonly Edit[] = [
  ['  nativeId: String!\n', '  nativeId: String!\n  mood: String\n'],
  ['type Query {', 'type Mood {\n  name: String\n}\n\ntype Query {\n  mood: Mood'],
  ['ticket(', 'ticket(really: Boolean, seriously: Boolean! = true, '],
  ['  ON_HOLD\n', '  ON_HOLD\n  LOST\n'],
  ['input AddMessageInput {', 'input AddMessageInput {\n  mood: String'],
  ['union TicketDetails =', 'union TicketDetails = Mood |'],
  ['type PageInfo', '"A page."\ntype PageInfo'],
];

/** The schema after some edits. @throws Error when there is nothing to edit */
function edit(edits: readonly Edit[]): string {
  return edits.reduce((sdl, [text, replacement]) => {
    if (!released.includes(text)) throw new Error(`The schema has no ${text}`);
    return sdl.replaceAll(text, replacement);
  }, released);
}

describe('a schema', () => {
  it('breaks its clients by each of these changes', () => {
    const after = edit(Object.values(BREAKING));

    expect(findBreakingChanges(released, after)).toEqual(Object.keys(BREAKING).toSorted());
  });

  it('breaks nobody by additions', () => {
    expect(findBreakingChanges(released, edit(ADDITIONS))).toEqual([]);
  });
});

describe('the list of allowed changes', () => {
  const changes = ['FIELD_REMOVED: A.b was removed.', 'FIELD_REMOVED: A.c was removed.'];

  it('allows what stands in it, and nothing else', () => {
    const allowed = '# nobody asked for it\nFIELD_REMOVED: A.b was removed. # see above\n\n';

    expect(judge(changes, allowed)).toEqual({ unlisted: [changes[1]], unfounded: [] });
  });

  it('may not name what is no change', () => {
    expect(judge([], `${changes[0]}\n`)).toEqual({ unlisted: [], unfounded: [changes[0]] });
  });
});

describe('the check of the schema', () => {
  it('fails on a breaking change, names it, and passes once it is listed or released', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ticket-gateway-schema-'));
    const write = (file: string, text: string) => writeFile(join(folder, file), text);
    try {
      await write('schema.released.graphql', released);
      await write('schema.graphql', edit([BREAKING[REMOVED] ?? ['?', '?']]));
      await write('schema.breaking-changes.txt', '');
      const refused = checkSchema(folder);
      await write('schema.breaking-changes.txt', `${REMOVED}\n`);
      const listed = checkSchema(folder);
      releaseSchema(folder);

      expect(refused).toContain(`  ${REMOVED}\n`);
      expect([listed, checkSchema(folder)]).toEqual(['', '']);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('holds here', () => {
    expect(checkSchema('.')).toBe('');
  });
});
