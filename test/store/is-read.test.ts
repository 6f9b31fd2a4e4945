import { expect, it } from 'vitest';
import { isRead } from '../../src/store/is-read.js';

it.each([
  ['select * from "tickets"', true],
  [' with "kept" as (select 1) select * from "kept"', true],
  ['begin', true],
  ['rollback', true],
  ['commit', false],
  ['insert into "tickets" values ($1)', false],
  ['with "gone" as (DELETE from "tickets" returning *) select * from "gone"', false],
  ['select "update" from "tickets"', false],
  ['select "updated_at" from "tickets"', true],
  ['create table "t" ()', false],
])('of "%s" it says whether it reads only: %s', (sql, expected) => {
  expect(isRead(sql)).toBe(expected);
});
