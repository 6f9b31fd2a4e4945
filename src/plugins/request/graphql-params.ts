import type { Params } from '../../operation/run-operation.js';
import { parseJson, type JsonLimits } from './parse-json.js';
import { badRequest, toRefusalError } from './refusal.js';

const NAMES = ['query', 'operationName', 'variables', 'extensions'] as const;
const NAME_LIST = 'query, operationName, variables and extensions';
const OPERATION_NAME = /^[_A-Za-z]\w{0,254}$/;

/** What a body in JSON asks for. @throws GraphQLError */
export function toParams(body: unknown): Params {
  if (Array.isArray(body)) throw refuse('The body must be one operation, not a list of them.');
  if (!isObject(body)) throw refuse('The body must be an object with query.');
  refuseOthers(Object.keys(body).filter((name) => body[name] !== null));
  const [operationName, variables, extensions] = [
    toOperationName(body['operationName']),
    toMap('variables', body['variables']),
    toExtensions(body['extensions']),
  ];
  return {
    query: toQuery(body['query']),
    ...(operationName !== undefined && { operationName }),
    ...(variables && { variables }),
    ...(extensions && { extensions }),
  };
}

/** What the parameters of a URL ask for. @param limits of the JSON in them @throws GraphQLError */
export function toParamsOfUrl(parameters: URLSearchParams, limits: JsonLimits): Params {
  const names = [...parameters.keys()];
  refuseOthers(names);
  if (new Set(names).size < names.length) throw refuse('Each parameter may be there only once.');
  const json = (name: string) => {
    const text = parameters.get(name);
    return text ? parseJson(text, name, limits) : undefined;
  };
  return toParams({
    query: parameters.get('query') ?? undefined,
    operationName: parameters.get('operationName'),
    variables: json('variables'),
    extensions: json('extensions'),
  });
}

function refuseOthers(names: readonly string[]): void {
  const known: readonly string[] = NAMES;
  if (!names.every((name) => known.includes(name))) throw refuse(`A request may have ${NAME_LIST}, nothing else.`);
}

function toQuery(value: unknown): string {
  if (value === undefined || value === null) throw refuse('query is missing.');
  if (typeof value !== 'string') throw refuse('query must be a text.');
  if (value.trim() === '') throw refuse('query is empty.');
  return value;
}

/** Undefined for none, which may also be written as null or as an empty text. */
function toOperationName(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string' && OPERATION_NAME.test(value)) return value;
  throw refuse('operationName must be a name of at most 255 letters, digits and underscores.');
}

function toMap(name: string, value: unknown): Record<string, unknown> | undefined {
  if (value === undefined || value === null) return undefined;
  if (isObject(value)) return value;
  throw refuse(`${name} must be an object.`);
}

/** Only those that mean something here; others may be there, too. */
function toExtensions(value: unknown): Params['extensions'] {
  const { cost = null } = toMap('extensions', value) ?? {};
  if (cost === null) return undefined;
  if (typeof cost === 'boolean') return { cost };
  throw refuse('extensions.cost must be true or false.');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refuse(message: string): Error {
  return toRefusalError(badRequest(message));
}
