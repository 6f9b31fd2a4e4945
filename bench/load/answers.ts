/**
 * What is wrong with the text of an answer; null when it holds data and no error. Cheap, for it is asked of every answer.
 * @param tickets how many of them it must hold, by their native ids; null: any number
 */
export function findProblem(body: string, tickets: number | null): string | null {
  if (!body.startsWith('{"data":{') || body.includes('"errors":')) return body.slice(0, 500);
  const held = tickets === null ? null : body.split('"nativeId":').length - 1;
  return held === tickets ? null : `${held} tickets, not ${tickets}: ${body.slice(0, 500)}`;
}
