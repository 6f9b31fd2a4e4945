import { builder } from './builder.js';
import { MessageType } from './message-enums.js';
import { ProviderKind } from './backend.js';
import { TicketPriority, TicketSource, TicketStatus } from './ticket-enums.js';

const EQ = 'Is this value.';
const IN = 'Is one of these; an empty list keeps nothing.';
const NOT_IN = 'Is none of these; keeps tickets without a value.';
const IS_NULL = 'true: has no value. false: has one.';
const GTE = 'This or after it.';
const GT = 'After this.';
const LTE = 'This or before it.';
const LT = 'Before this.';

export const StringFilter = builder.inputType('StringFilter', {
  description: 'Tests of a text, compared exactly and with case.',
  fields: (t) => ({
    eq: t.string({ description: EQ }),
    in: t.stringList({ description: IN }),
    notIn: t.stringList({ description: NOT_IN }),
  }),
});

export const NullableStringFilter = builder.inputType('NullableStringFilter', {
  description: 'Tests of a text that may be missing, compared exactly and with case.',
  fields: (t) => ({
    eq: t.string({ description: EQ }),
    in: t.stringList({ description: IN }),
    notIn: t.stringList({ description: NOT_IN }),
    isNull: t.boolean({ description: IS_NULL }),
  }),
});

export const IdFilter = builder.inputType('IdFilter', {
  description: 'Tests of a reference, by Relay ids.',
  fields: (t) => ({
    eq: t.id({ description: EQ }),
    in: t.idList({ description: IN }),
    isNull: t.boolean({ description: IS_NULL }),
  }),
});

export const IntFilter = builder.inputType('IntFilter', {
  description: 'Tests of a whole number.',
  fields: (t) => ({
    eq: t.int({ description: EQ }),
    gte: t.int({ description: 'This or more.' }),
    lte: t.int({ description: 'This or less.' }),
  }),
});

export const DateTimeFilter = builder.inputType('DateTimeFilter', {
  description: 'Tests of an instant, compared to the millisecond.',
  fields: (t) => ({
    gte: t.field({ type: 'DateTime', description: GTE }),
    gt: t.field({ type: 'DateTime', description: GT }),
    lte: t.field({ type: 'DateTime', description: LTE }),
    lt: t.field({ type: 'DateTime', description: LT }),
  }),
});

export const NullableDateTimeFilter = builder.inputType('NullableDateTimeFilter', {
  description: 'Tests of an instant that may be missing; comparisons keep only tickets that have it.',
  fields: (t) => ({
    gte: t.field({ type: 'DateTime', description: GTE }),
    gt: t.field({ type: 'DateTime', description: GT }),
    lte: t.field({ type: 'DateTime', description: LTE }),
    lt: t.field({ type: 'DateTime', description: LT }),
    isNull: t.boolean({ description: IS_NULL }),
  }),
});

export const TicketStatusFilter = builder.inputType('TicketStatusFilter', {
  description: 'Tests of the normalised status.',
  fields: (t) => ({
    eq: t.field({ type: TicketStatus, description: EQ }),
    in: t.field({ type: [TicketStatus], description: IN }),
    notIn: t.field({ type: [TicketStatus], description: NOT_IN }),
    isNull: t.boolean({ description: IS_NULL }),
  }),
});

export const TicketPriorityFilter = builder.inputType('TicketPriorityFilter', {
  description: 'Tests of the normalised priority.',
  fields: (t) => ({
    eq: t.field({ type: TicketPriority, description: EQ }),
    in: t.field({ type: [TicketPriority], description: IN }),
    notIn: t.field({ type: [TicketPriority], description: NOT_IN }),
    isNull: t.boolean({ description: IS_NULL }),
  }),
});

export const TicketSourceFilter = builder.inputType('TicketSourceFilter', {
  description: 'Tests of the normalised source.',
  fields: (t) => ({
    eq: t.field({ type: TicketSource, description: EQ }),
    in: t.field({ type: [TicketSource], description: IN }),
    notIn: t.field({ type: [TicketSource], description: NOT_IN }),
    isNull: t.boolean({ description: IS_NULL }),
  }),
});

export const ProviderKindFilter = builder.inputType('ProviderKindFilter', {
  description: 'Tests of the kind of ticket system.',
  fields: (t) => ({
    eq: t.field({ type: ProviderKind, description: EQ }),
    in: t.field({ type: [ProviderKind], description: IN }),
  }),
});

export const TagsFilter = builder.inputType('TagsFilter', {
  description: 'Tests of the tags, compared exactly and with case.',
  fields: (t) => ({
    has: t.string({ description: 'Has this tag.' }),
    hasAny: t.stringList({ description: 'Has at least one of these; an empty list keeps nothing.' }),
    hasAll: t.stringList({ description: 'Has every one of these; an empty list keeps everything.' }),
    isEmpty: t.boolean({ description: 'true: has no tag. false: has at least one.' }),
  }),
});

export const MessageTypeFilter = builder.inputType('MessageTypeFilter', {
  description: 'Tests of who speaks.',
  fields: (t) => ({
    eq: t.field({ type: MessageType, description: EQ }),
    in: t.field({ type: [MessageType], description: IN }),
  }),
});
