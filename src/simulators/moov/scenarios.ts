/** One kind of problem people write in about. */
export interface Scenario {
  readonly title: string;
  readonly request: string;
  readonly answers: readonly string[];
  readonly followUps: readonly string[];
}

export const scenarios: readonly Scenario[] = [
  {
    title: 'Payout delayed',
    request: 'Our payout of $4,310.22 was due on Monday and has not reached the bank. Could you look into it?',
    answers: [
      'The transfer was returned with code R03. Please check the account number of the receiving bank.',
      'The payout was sent again today and should arrive tomorrow.',
    ],
    followUps: ['The number had two digits swapped, I have corrected it.', 'It has arrived, thank you!'],
  },
  {
    title: 'Micro-deposits never arrived',
    request:
      'We added a bank account last week and still see no micro-deposits.\nThe bank says that nothing is pending.',
    answers: ['They were sent again this morning. They take up to two business days.'],
    followUps: ['One of them is there: $0.07.', 'Verified. Thanks.'],
  },
  {
    title: 'Card payment declined: "do not honor"',
    request:
      'A customer’s card is declined each time although the card works elsewhere. What does "do not honor" mean?',
    answers: [
      'The decline comes from the issuer, which gives no further reason. The customer needs to call their bank.',
      'We see a successful payment with the same card since.',
    ],
    followUps: ['They called; the bank blocks online payments over $500.'],
  },
  {
    title: 'Verification stuck in review',
    request: 'Our representative’s documents were uploaded nine days ago and the account is still in review.',
    answers: [
      'Please upload the back of the driver’s license as well.',
      'The review is finished and the account verified.',
    ],
    followUps: ['Uploaded.', 'Great, many thanks 🙏'],
  },
  {
    title: 'Refund went to a closed account',
    request: 'We refunded an ACH payment to a customer who has closed that account. Where is the money now?',
    answers: ['It was returned with code R02 and is back in your wallet since Thursday.'],
    followUps: ['Found it. Can it be sent to another account of theirs?'],
  },
  {
    title: 'Gebühren auf der Abrechnung / fees on the statement',
    request: 'The statement of June lists a “platform fee” twice. Grüße, the bookkeeping team',
    answers: ['One of the two is the fee of May, billed late. We have added a note to the statement.'],
    followUps: ['Understood, please close this.'],
  },
];
