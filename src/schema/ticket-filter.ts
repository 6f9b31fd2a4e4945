import { builder } from './builder.js';
import { MessageFilter } from './message-filter.js';
import {
  DateTimeFilter,
  IdFilter,
  NullableDateTimeFilter,
  NullableStringFilter,
  ProviderKindFilter,
  StringFilter,
  TagsFilter,
  TicketPriorityFilter,
  TicketSourceFilter,
  TicketStatusFilter,
} from './operators.js';

type Input<Ref extends { readonly $inferInput: unknown }> = Ref['$inferInput'] | null;

export interface TicketFilterInput {
  backend?: Input<typeof StringFilter> | undefined;
  provider?: Input<typeof ProviderKindFilter> | undefined;
  externalTicketId?: Input<typeof NullableStringFilter> | undefined;
  user?: Input<typeof IdFilter> | undefined;
  organization?: Input<typeof IdFilter> | undefined;
  status?: Input<typeof TicketStatusFilter> | undefined;
  statusName?: Input<typeof NullableStringFilter> | undefined;
  priority?: Input<typeof TicketPriorityFilter> | undefined;
  priorityName?: Input<typeof NullableStringFilter> | undefined;
  source?: Input<typeof TicketSourceFilter> | undefined;
  sourceName?: Input<typeof NullableStringFilter> | undefined;
  humanVerifiedCategory?: Input<typeof NullableStringFilter> | undefined;
  humanVerifiedSubcategory?: Input<typeof NullableStringFilter> | undefined;
  aiGeneratedCategory?: Input<typeof NullableStringFilter> | undefined;
  aiGeneratedSubcategory?: Input<typeof NullableStringFilter> | undefined;
  tags?: Input<typeof TagsFilter> | undefined;
  createdAt?: Input<typeof DateTimeFilter> | undefined;
  updatedAt?: Input<typeof NullableDateTimeFilter> | undefined;
  resolvedAt?: Input<typeof NullableDateTimeFilter> | undefined;
  messages?: Input<typeof MessageFilter> | undefined;
  search?: string | null | undefined;
  and?: TicketFilterInput[] | null | undefined;
  or?: TicketFilterInput[] | null | undefined;
  not?: TicketFilterInput | null | undefined;
}

const TicketFilterRef = builder.inputRef<TicketFilterInput>('TicketFilter');

export const TicketFilter = TicketFilterRef.implement({
  description:
    'Keeps tickets. Fields are ANDed; and, or, not compose. A test of a missing value is false, so notIn and not keep tickets without one. A null inside is refused.',
  fields: (t) => ({
    backend: t.field({ type: StringFilter, description: 'Key of the backend.' }),
    provider: t.field({ type: ProviderKindFilter, description: 'Kind of ticket system.' }),
    externalTicketId: t.field({
      type: NullableStringFilter,
      description: 'Id in the support system behind the backend.',
    }),
    user: t.field({ type: IdFilter, description: 'User the ticket belongs to.' }),
    organization: t.field({ type: IdFilter, description: 'Organisation the ticket belongs to.' }),
    status: t.field({ type: TicketStatusFilter, description: 'Normalised status.' }),
    statusName: t.field({ type: NullableStringFilter, description: "Status in the backend's own words." }),
    priority: t.field({ type: TicketPriorityFilter, description: 'Normalised priority.' }),
    priorityName: t.field({ type: NullableStringFilter, description: "Priority in the backend's own words." }),
    source: t.field({ type: TicketSourceFilter, description: 'Normalised source.' }),
    sourceName: t.field({ type: NullableStringFilter, description: "Source in the backend's own words." }),
    humanVerifiedCategory: t.field({ type: NullableStringFilter, description: 'Category a person chose, by value.' }),
    humanVerifiedSubcategory: t.field({
      type: NullableStringFilter,
      description: 'Subcategory a person chose, by value.',
    }),
    aiGeneratedCategory: t.field({ type: NullableStringFilter, description: 'Category a program proposes, by value.' }),
    aiGeneratedSubcategory: t.field({
      type: NullableStringFilter,
      description: 'Subcategory a program proposes, by value.',
    }),
    tags: t.field({ type: TagsFilter, description: 'Tags.' }),
    createdAt: t.field({ type: DateTimeFilter, description: 'When it was opened.' }),
    updatedAt: t.field({ type: NullableDateTimeFilter, description: 'When it last changed.' }),
    resolvedAt: t.field({ type: NullableDateTimeFilter, description: 'When it was resolved.' }),
    messages: t.field({
      type: MessageFilter,
      description: 'Has at least one message like this, among those the caller may read.',
    }),
    search: t.string({
      description:
        'Words in subject, messages or summary: every one must be there as a whole word, in any order and case.',
    }),
    and: t.field({ type: [TicketFilterRef], description: 'Every one of these; an empty list keeps everything.' }),
    or: t.field({ type: [TicketFilterRef], description: 'At least one of these; an empty list keeps nothing.' }),
    not: t.field({ type: TicketFilterRef, description: 'Not this.' }),
  }),
});
