import type { Cursor } from './cursor.js';
import { operators, units, type ColumnName, type Condition, type Literal, type Operator, type Unit } from './syntax.js';

/** Reads comparisons joined by AND and OR, of which AND binds tighter. @throws Refusal 422 */
export function parseCondition(cursor: Cursor): Condition {
  return parseJoined(cursor, 'OR', 'any', () => parseJoined(cursor, 'AND', 'all', () => parseOperand(cursor)));
}

/** Reads `name` or `table.name`. @throws Refusal 422 */
export function parseColumn(cursor: Cursor): ColumnName {
  const first = cursor.take('word').value;
  return cursor.acceptSymbol('.')
    ? { table: first, name: cursor.take('word').value }
    : { table: 'tickets', name: first };
}

function parseJoined(cursor: Cursor, word: string, kind: 'all' | 'any', parse: () => Condition): Condition {
  const first = parse();
  const rest: Condition[] = [];
  while (cursor.accept(word)) rest.push(parse());
  return rest.length === 0 ? first : { kind, conditions: [first, ...rest] };
}

function parseOperand(cursor: Cursor): Condition {
  if (!cursor.acceptSymbol('(')) return parseComparison(cursor);
  const condition = parseCondition(cursor);
  cursor.expectSymbol(')');
  return condition;
}

function parseComparison(cursor: Cursor): Condition {
  const column = parseColumn(cursor);
  const operator = operators.find((symbol) => cursor.acceptSymbol(symbol)) ?? failAt(cursor);
  return { kind: 'comparison', column, operator, literal: parseLiteral(cursor) };
}

function failAt(cursor: Cursor): Operator {
  return cursor.fail();
}

function parseLiteral(cursor: Cursor): Literal {
  const next = cursor.peek() ?? cursor.fail();
  if (next.kind === 'text') return { kind: 'text', value: cursor.take('text').value };
  if (next.kind === 'number') return parseNumber(cursor);
  cursor.expect('Time');
  cursor.expectSymbol('.');
  cursor.expect('now');
  return { kind: 'now' };
}

/** Reads `3` or `3.months.ago`. */
function parseNumber(cursor: Cursor): Literal {
  const value = Number(cursor.take('number').value);
  if (!cursor.acceptSymbol('.')) return { kind: 'number', value };
  const unit = parseUnit(cursor);
  cursor.expectSymbol('.');
  cursor.expect('ago');
  return { kind: 'ago', amount: value, unit };
}

function parseUnit(cursor: Cursor): Unit {
  return units.find((unit) => cursor.accept(unit) || cursor.accept(`${unit}s`)) ?? cursor.fail();
}
