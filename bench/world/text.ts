import { createHash } from 'node:crypto';

const WORDS = (
  'the payout of last week has not arrived yet and our bank says that nothing is on its way could you please look ' +
  'into transfer 4821 we have also seen a fee that "pricing" does not mention thank you for the quick answer your ' +
  'account was verified on Monday a café in Zürich uses it every day refund card dispute limit statement'
).split(' ');

/** A text of about that many characters, always the same for the same seed; some need escaping in JSON, some two bytes. */
export function toText(seed: string, length: number): string {
  const words: string[] = [];
  let characters = 0;
  for (let block = 0; characters < length; block += 1) {
    for (const byte of createHash('sha256').update(`${seed}/${block}`).digest()) {
      const word = WORDS[byte % WORDS.length] ?? '';
      if (characters >= length) break;
      words.push(word);
      characters += word.length + 1;
    }
  }
  return words.join(' ');
}
