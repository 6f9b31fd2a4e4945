/** What is wrong with the text of an answer; null when it holds data and no error. Cheap, for it is asked of every answer. */
export function findProblem(body: string): string | null {
  if (body.startsWith('{"data":{') && !body.includes('"errors":')) return null;
  return body.slice(0, 500);
}
