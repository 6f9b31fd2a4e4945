import { canSeeInternalMessages } from '../auth/visibility.js';
import type { EvEnergyDetails, LocalDetails, MoovDetails, SirportlyDetails, Ticket } from '../ticket/ticket.js';
import { isPublic } from './access.js';
import { builder } from './builder.js';

/** Details together with the user, whom the caller may not be allowed to see. */
type EvEnergySource = EvEnergyDetails & Pick<Ticket['owner'], 'userId'>;

export function toDetailsSource({ details, owner: { userId } }: Ticket) {
  return details?.kind === 'EV_ENERGY' ? { ...details, userId } : details;
}

const EvEnergyTicketDetails = builder.objectRef<EvEnergySource>('EvEnergyTicketDetails').implement({
  ...isPublic,
  description: 'What only ev.energy has.',
  fields: (t) => ({
    userUrl: t.string({
      nullable: true,
      description: 'API URL of the user, where there is one and the caller may see it.',
      asks: (_args, { estimate, reach }) => void (reach && estimate.addOwners(reach)),
      resolve: async ({ userId, userUrl }, _args, { session }) =>
        userId !== null && (await session.loadUser(userId)) ? userUrl : null,
    }),
    hasLegacyShape: t.exposeBoolean('hasLegacyShape', {
      description: "True when the row came in the API's older form, with its message inline.",
    }),
  }),
});

const MoovTicketDetails = builder.objectRef<MoovDetails>('MoovTicketDetails').implement({
  ...isPublic,
  description: 'What only Moov has.',
  fields: (t) => ({
    accountId: t.exposeID('accountId', { description: 'The Moov account the ticket belongs to.' }),
    number: t.exposeInt('number', { description: 'Number of the ticket, as people quote it.' }),
    foreignId: t.exposeString('foreignId', { nullable: true, description: "The caller's own id, given at creation." }),
  }),
});

const SirportlyTicketDetails = builder.objectRef<SirportlyDetails>('SirportlyTicketDetails').implement({
  ...isPublic,
  description: 'What only Sirportly has.',
  fields: (t) => ({
    department: t.exposeString('department', { nullable: true, description: 'Name of the department.' }),
    brand: t.exposeString('brand', { nullable: true, description: 'Name of the brand.' }),
    team: t.exposeString('team', { nullable: true, description: 'Name of the team.' }),
    sla: t.exposeString('sla', { nullable: true, description: 'Name of the service level agreement.' }),
    escalationPath: t.exposeString('escalationPath', { nullable: true, description: 'Name of the escalation path.' }),
    replyDueAt: t.expose('replyDueAt', { type: 'DateTime', nullable: true, description: 'When a reply is due.' }),
    resolutionDueAt: t.expose('resolutionDueAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the resolution is due.',
    }),
    firstResponseSeconds: t.exposeFloat('firstResponseSeconds', {
      nullable: true,
      description: 'Time to the first response, in seconds.',
    }),
    firstResolutionSeconds: t.exposeFloat('firstResolutionSeconds', {
      nullable: true,
      description: 'Time to the first resolution, in seconds.',
    }),
    resolutionSeconds: t.exposeFloat('resolutionSeconds', {
      nullable: true,
      description: 'Time to the last resolution, in seconds.',
    }),
    updateCount: t.int({
      nullable: true,
      description: 'Updates to the ticket so far, internal notes among them: for those who may read these.',
      resolve: ({ updateCount }, _args, { viewer }) => (canSeeInternalMessages(viewer) ? updateCount : null),
    }),
    lastRespondent: t.string({
      nullable: true,
      description: 'Who wrote last, be it an internal note: for those who may read these.',
      resolve: ({ lastRespondent }, _args, { viewer }) => (canSeeInternalMessages(viewer) ? lastRespondent : null),
    }),
    additionalRecipients: t.stringList({
      description: 'Who else is written to: addresses and numbers, empty without the scope user:read.',
      resolve: ({ additionalRecipients }, _args, { viewer }) =>
        viewer.scopes.has('user:read') ? [...additionalRecipients] : [],
    }),
  }),
});

const LocalTicketDetails = builder.objectRef<LocalDetails>('LocalTicketDetails').implement({
  ...isPublic,
  description: "What only the gateway's own store has.",
  fields: (t) => ({
    createdBy: t.exposeString('createdBy', { nullable: true, description: 'Who or what put the ticket there.' }),
  }),
});

const TYPE_NAMES = {
  EV_ENERGY: 'EvEnergyTicketDetails',
  MOOV: 'MoovTicketDetails',
  SIRPORTLY: 'SirportlyTicketDetails',
  LOCAL: 'LocalTicketDetails',
} as const;

export const TicketDetails = builder.unionType('TicketDetails', {
  description: 'What only one kind of provider has, typed.',
  types: [EvEnergyTicketDetails, MoovTicketDetails, SirportlyTicketDetails, LocalTicketDetails],
  resolveType: ({ kind }) => TYPE_NAMES[kind],
});
