/** What a made-up local ticket is about: subject, the words of both sides, and how it is classified. */
export interface Topic {
  readonly subject: string;
  readonly request: string;
  readonly reply: string;
  readonly note: string;
  readonly category: string;
  readonly subcategory: string;
}

export const CATEGORIES = [
  {
    value: 'BILLING',
    label: 'Billing',
    subcategories: [
      { value: 'INVOICE', label: 'Invoice' },
      { value: 'REFUND', label: 'Refund' },
      { value: 'DIRECT_DEBIT', label: 'Direct debit' },
    ],
  },
  {
    value: 'ACCOUNT',
    label: 'Account',
    subcategories: [
      { value: 'LOGIN', label: 'Signing in' },
      { value: 'PERSONAL_DATA', label: 'Personal data' },
    ],
  },
  {
    value: 'INSTALLATION',
    label: 'Installation',
    subcategories: [
      { value: 'APPOINTMENT', label: 'Appointment' },
      { value: 'SITE_SURVEY', label: 'Site survey' },
    ],
  },
  {
    value: 'TARIFF',
    label: 'Tariff',
    subcategories: [
      { value: 'CHANGE_OF_TARIFF', label: 'Change of tariff' },
      { value: 'OFF_PEAK_HOURS', label: 'Off-peak hours' },
    ],
  },
] as const;

export const TOPICS: readonly Topic[] = [
  {
    subject: 'Invoice shows two standing charges',
    request: 'My invoice for last month lists the standing charge twice. Could you check and correct it?',
    reply: 'Thank you, that should not be there. We have credited one of the two charges to your account.',
    note: 'Double charge caused by the meter exchange; billing has the list of the others.',
    category: 'BILLING',
    subcategory: 'INVOICE',
  },
  {
    subject: 'Refund has not arrived',
    request: 'You wrote that the refund was on its way three weeks ago. Nothing has arrived at my bank yet.',
    reply: 'The transfer came back because the account number had changed. Please tell us the new one.',
    note: 'Do not send the old account number by e-mail.',
    category: 'BILLING',
    subcategory: 'REFUND',
  },
  {
    subject: 'Please change the day of my direct debit',
    request: 'I am paid on the 28th. Can the direct debit move from the 25th to the 1st?',
    reply: 'It now runs on the first of each month, beginning with the next invoice.',
    note: 'Second change this year; the third one needs approval.',
    category: 'BILLING',
    subcategory: 'DIRECT_DEBIT',
  },
  {
    subject: 'Cannot sign in after changing my phone',
    request: 'The app asks for a code from my old phone, which I have sold. How do I get back in?',
    reply: 'We have sent a link to your e-mail address that lets you register the new phone.',
    note: 'Identity checked by date of birth and meter number.',
    category: 'ACCOUNT',
    subcategory: 'LOGIN',
  },
  {
    subject: 'Our name is spelled wrong on everything',
    request: 'It is Müller-Lüdenscheidt with ü, not u. Please correct it on the contract, too.',
    reply: 'Corrected in all our systems; the contract follows by post.',
    note: 'The import in March dropped the diacritics of some forty customers.',
    category: 'ACCOUNT',
    subcategory: 'PERSONAL_DATA',
  },
  {
    subject: 'Installer did not come',
    request: 'I took the day off and nobody came to install the wallbox. When is the next appointment?',
    reply: 'We are sorry. The team is booked for Thursday between eight and ten, and will call before.',
    note: 'The subcontractor’s van broke down; offer the goodwill voucher.',
    category: 'INSTALLATION',
    subcategory: 'APPOINTMENT',
  },
  {
    subject: 'Is my fuse box good enough for a wallbox?',
    request: 'The house is from 1974. Attached is a picture of the fuse box. Do we need a new one?',
    reply: 'From the picture a separate circuit is needed. We will look at it during the site survey.',
    note: 'Likely needs a new distribution board; quote separately.',
    category: 'INSTALLATION',
    subcategory: 'SITE_SURVEY',
  },
  {
    subject: 'Switch to the night tariff',
    request: 'We now charge the car at home every night. Please move us to the night tariff.',
    reply: 'Done, from the next meter reading on. Your smart charging plan follows the new hours.',
    note: 'Check that the meter can tell the two rates apart.',
    category: 'TARIFF',
    subcategory: 'CHANGE_OF_TARIFF',
  },
  {
    subject: 'Off-peak hours are wrong on the bill',
    request: 'Charging at 1 a.m. was billed at the day rate since the clocks changed.',
    reply: 'The meter’s clock was an hour late. We have billed the whole month anew.',
    note: 'Daylight saving again; firmware fix is promised for autumn.',
    category: 'TARIFF',
    subcategory: 'OFF_PEAK_HOURS',
  },
];
