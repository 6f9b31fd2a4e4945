import { canSeeInternalMessages } from '../auth/visibility.js';
import { toGlobalId } from '../ticket/ids.js';
import type { Ticket as TicketData } from '../ticket/ticket.js';
import { versionOf } from '../ticket/version.js';
import { guardedBy, requiresScope } from './access.js';
import { Backend } from './backend.js';
import { builder } from './builder.js';
import { Category, Subcategory, toCategorySource } from './category.js';
import { Agent, ContactType, toContactSource } from './contact.js';
import { badUserInput } from './errors.js';
import { refuseUnknownBackend } from './known-backend.js';
import { Message } from './message.js';
import { addMessage, isNodeWith, Node, parseNodeId, toExpand } from './node.js';
import { Organization } from './organization.js';
import { TicketDetails, toDetailsSource } from './ticket-details.js';
import { TicketPriority, TicketSource, TicketStatus } from './ticket-enums.js';
import { User } from './user.js';

export const Ticket = builder.objectRef<TicketData>('Ticket').implement({
  ...guardedBy('support:read'),
  interfaces: [Node],
  description: 'A support ticket, in the terms that every backend shares. Null is "the backend gives none".',
  isTypeOf: (value) => isNodeWith(value, 'owner'),
  fields: (t) => ({
    id: t.id({
      description: 'Relay id.',
      resolve: ({ backend, nativeId }) => toGlobalId({ type: 'Ticket', backend, nativeId }),
    }),
    backend: t.field({
      type: Backend,
      description: 'The ticket system it is in.',
      resolve: ({ backend }, _args, { session }) => {
        const found = session.backends.find(({ key }) => key === backend);
        if (!found) throw new Error(`A ticket came from ${backend}, which is not configured.`);
        return found;
      },
    }),
    nativeId: t.exposeString('nativeId', {
      description: 'The id inside the backend: `tick01HN…`, a Moov UUID, a Sirportly reference.',
    }),
    reference: t.exposeString('reference', {
      nullable: true,
      description: "What people quote to each other, where it differs: `LF-616004`, Moov's number.",
    }),
    externalTicketId: t.exposeString('externalTicketId', {
      nullable: true,
      description: "The id in the support system behind the backend (Freshdesk behind ev.energy, Moov's foreignID).",
    }),
    url: t.exposeString('url', { nullable: true, description: 'Deep link or API URL in the backend.' }),
    user: t.field({
      type: User,
      nullable: true,
      description: 'Null for tickets from channels without a user account; those need visibility ALL.',
      asks: (_args, { estimate, reach }) => void (reach && estimate.addOwners(reach)),
      resolve: ({ owner }, _args, { session }) => (owner.userId === null ? null : session.loadUser(owner.userId)),
    }),
    organization: t.field({
      type: Organization,
      nullable: true,
      description: 'The organisation it belongs to, where that can be told and the caller may see it.',
      asks: (_args, { estimate }) => estimate.addMembership(),
      resolve: ({ owner }, _args, { session }) =>
        owner.organizationId === null ? null : session.loadOrganization(owner.organizationId),
    }),
    requester: t.field({
      type: ContactType,
      nullable: true,
      description: 'The person who asked, as the backend names them.',
      resolve: toContactSource,
    }),
    assignee: t.expose('assignee', { type: Agent, nullable: true, description: 'Who handles it.' }),
    subject: t.exposeString('subject', { nullable: true, description: 'What it is about.' }),
    status: t.expose('status', {
      type: TicketStatus,
      nullable: true,
      description: 'Null when the backend gives none, or one that has no counterpart here.',
    }),
    statusName: t.exposeString('statusName', { nullable: true, description: "The status in the backend's own words." }),
    priority: t.expose('priority', {
      type: TicketPriority,
      nullable: true,
      description: 'Null when the backend gives none, or one that has no counterpart here.',
    }),
    priorityName: t.exposeString('priorityName', {
      nullable: true,
      description: "The priority in the backend's own words.",
    }),
    source: t.expose('source', {
      type: TicketSource,
      nullable: true,
      description: 'Where it came from. Null when the backend does not tell, or has no counterpart here.',
    }),
    sourceName: t.exposeString('sourceName', { nullable: true, description: "The source in the backend's own words." }),
    humanVerifiedCategory: t.field({
      type: Category,
      nullable: true,
      description: 'Category that a person chose or confirmed.',
      resolve: ({ humanVerifiedCategory, backend }) => toCategorySource(humanVerifiedCategory, backend),
    }),
    humanVerifiedSubcategory: t.field({
      type: Subcategory,
      nullable: true,
      description: 'Subcategory that a person chose or confirmed.',
      resolve: ({ humanVerifiedSubcategory, backend }) => toCategorySource(humanVerifiedSubcategory, backend),
    }),
    aiGeneratedCategory: t.field({
      type: Category,
      nullable: true,
      description: 'Category that a program proposes.',
      resolve: ({ aiGeneratedCategory, backend }) => toCategorySource(aiGeneratedCategory, backend),
    }),
    aiGeneratedSubcategory: t.field({
      type: Subcategory,
      nullable: true,
      description: 'Subcategory that a program proposes.',
      resolve: ({ aiGeneratedSubcategory, backend }) => toCategorySource(aiGeneratedSubcategory, backend),
    }),
    typeDeprecated: t.exposeString('typeDeprecated', {
      nullable: true,
      description: 'Type of the ticket from before there were categories.',
      deprecationReason: 'Use the category fields.',
    }),
    tags: t.stringList({ description: 'Labels, in the order of the backend.', resolve: ({ tags }) => [...tags] }),
    conversationSummary: t.exposeString('conversationSummary', {
      nullable: true,
      description: 'The conversation in short, where the backend writes one.',
    }),
    customFields: t.field({
      type: 'JSON',
      nullable: true,
      description:
        "The backend's own extra fields. Where lists of that backend leave them out, they cost a read of the ticket.",
      asks: (_args, { estimate, reach }) => void (reach && estimate.addDetails(reach)),
      resolve: (ticket, _args, { session }) => session.loadCustomFields(ticket),
    }),
    attributes: t.expose('attributes', {
      type: 'JSON',
      nullable: true,
      description: "The user's hardware and surroundings.",
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was opened.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', nullable: true, description: 'When it last changed.' }),
    resolvedAt: t.expose('resolvedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was resolved; null while it is not.',
    }),
    closedAt: t.expose('closedAt', { type: 'DateTime', nullable: true, description: 'When it was closed.' }),
    latestMessageAt: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'When the latest message was written, where the backend keeps that with the ticket. Where it counts internal notes too, for those who may read these.',
      // Sirportly tells no public message's time from a note's.
      resolve: ({ latestMessageAt, details }, _args, { viewer }) =>
        details?.kind !== 'SIRPORTLY' || canSeeInternalMessages(viewer) ? latestMessageAt : null,
    }),
    version: t.string({ description: 'Pass it back as expectedVersion.', resolve: versionOf }),
    message: t.field({
      type: Message,
      nullable: true,
      description: 'One message of this ticket by its id. Null when it has no such message that the caller may read.',
      args: { id: t.arg.id({ required: true, description: 'Id of a Message.' }) },
      asks: ({ id }, { estimate }) => {
        const ref = parseNodeId(id, 'id');
        return ref.type === 'Message' ? addMessage(ref, estimate) : undefined;
      },
      resolve: ({ backend, nativeId }, { id }, { session }) => {
        const ref = parseNodeId(id, 'id');
        if (ref.type !== 'Message') throw badUserInput('id', `is the id of a ${ref.type}, not of a Message`);
        const isHere = ref.backend === backend && ref.ticketNativeId === nativeId;
        return isHere ? session.loadMessage({ backend, nativeId }, ref.messageId) : null;
      },
    }),
    details: t.field({
      type: TicketDetails,
      nullable: true,
      description: 'What only this kind of provider has, typed.',
      resolve: toDetailsSource,
    }),
  }),
});

builder.objectField(Message, 'ticket', (t) =>
  t.field({ type: Ticket, description: 'The ticket it belongs to.', resolve: ({ ticket }) => ticket }),
);

builder.queryFields((t) => ({
  ticket: t.field({
    ...requiresScope('support:read'),
    type: Ticket,
    nullable: true,
    description: 'One ticket by its Relay id. Null when there is none, or none that the caller may see.',
    args: { id: t.arg.id({ required: true, description: 'Id of a Ticket.' }) },
    asks: ({ id }, { estimate, selection }) => {
      const ref = parseNodeId(id, 'id');
      return ref.type === 'Ticket' ? estimate.addTicket(ref, toExpand(selection)) : undefined;
    },
    resolve: (_root, { id }, { session }, info) => {
      const ref = parseNodeId(id, 'id');
      if (ref.type !== 'Ticket') throw badUserInput('id', `is the id of a ${ref.type}, not of a Ticket`);
      return session.loadTicket(ref, toExpand(info));
    },
  }),
  ticketByNativeId: t.field({
    ...requiresScope('support:read'),
    type: Ticket,
    nullable: true,
    description:
      'One ticket by backend and the id inside it. Null when there is none, or none that the caller may see.',
    args: {
      backend: t.arg.string({ required: true, description: 'Key of the backend.' }),
      nativeId: t.arg.string({ required: true, description: 'Id of the ticket inside it.' }),
    },
    asks: (ref, { estimate, selection }) => estimate.addTicket(ref, toExpand(selection)),
    resolve: (_root, ref, { session }, info) => {
      refuseUnknownBackend(ref.backend, 'backend', session.backends);
      return session.loadTicket(ref, toExpand(info));
    },
  }),
}));
