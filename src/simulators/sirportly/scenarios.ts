/** One kind of problem people write in about. `{vehicle}` and `{name}` are filled in. */
export interface Scenario {
  readonly subject: string;
  readonly request: string;
  readonly followUps: readonly string[];
  readonly answers: readonly string[];
  readonly note: string;
  readonly tags: readonly string[];
  /** The department that deals with it, of those seeded. */
  readonly departmentIds: readonly number[];
}

export const scenarios: readonly Scenario[] = [
  {
    subject: 'Charger offline',
    request:
      'Hello, the charger at our depot has been offline since this morning.\nThe {vehicle} did not charge. {name}',
    followUps: ['Still offline after a restart.', 'It came back by itself, thank you!'],
    answers: [
      'Please switch it off at the isolator for 30 seconds.',
      'We can see it online again. Is it working for you?',
    ],
    note: 'Third outage at this site in a month; router suspected.',
    tags: ['offline', 'hardware'],
    departmentIds: [1, 3],
  },
  {
    subject: 'Card payment taken twice',
    request: 'I was charged twice for the same session on Friday. Could you refund one of them? {name}',
    followUps: ['The refund has arrived. Thanks.', 'My bank says nothing is pending.'],
    answers: ['The second amount was a reservation and will be released within five days.'],
    note: 'Refund approved by accounts.',
    tags: ['refund', 'VIP'],
    departmentIds: [2],
  },
  {
    subject: '{vehicle} stops charging at 80 %',
    request: 'Every night my {vehicle} stops at 80 % although I asked for 100 %. What am I doing wrong? – {name}',
    followUps: ['I found the limit in the car, but it is at 100 % already.', 'Works now 👍'],
    answers: [
      'Most cars have a limit of their own. Could you look under Charging → Limit?',
      'Thanks, we have asked the maker.',
    ],
    note: 'Known problem of firmware 4.2.',
    tags: ['limit'],
    departmentIds: [1, 3],
  },
  {
    subject: 'VAT number missing on invoice',
    request: 'Our invoice for last month lacks our VAT number. Please send it again with the number on it. {name}',
    followUps: ['Any news?', 'Received, thank you.'],
    answers: ['We have corrected your details; the invoice is attached.'],
    note: 'Details corrected in the ledger.',
    tags: ['invoice'],
    departmentIds: [2],
  },
  {
    subject: 'How do I add a driver to the fleet?',
    request: 'We have a new colleague with a {vehicle}. Where do I add them? {name}',
    followUps: ['Found it. Would be nice to have that in the app.'],
    answers: ['In the portal, under Fleet → Drivers → Invite.'],
    note: 'Asked for by several fleets; passed on to product.',
    tags: [],
    departmentIds: [3],
  },
];
