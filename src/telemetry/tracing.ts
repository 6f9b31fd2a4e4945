import {
  context,
  propagation,
  ProxyTracerProvider,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Span,
  type Tracer,
} from '@opentelemetry/api';
import type { AttemptEnd, AttemptStart } from '../provider/http/observer.js';

const TRACER = 'ticket-gateway';
/** Outcomes that are the caller's doing are no errors of ours. */
const OUR_ERRORS: ReadonlySet<string> = new Set(['INTERNAL_SERVER_ERROR', 'TIMEOUT']);

/** The span of one operation. */
export interface OperationSpan {
  /** Runs something inside of it: spans that begin there are its children. */
  run<T>(work: () => T): T;
  end(facts: OperationFacts): void;
}

export interface OperationFacts {
  readonly name: string | null;
  readonly type: string | null;
  /** OK, the code of the first error, or `HTTP_` and the status. */
  readonly outcome: string;
  readonly status: number;
}

/** Headers of a request, names in lower case. */
export interface TraceHeaders {
  get(name: string): string | null;
  keys(): Iterable<string>;
}

/**
 * Begins the span of an operation: below the span that is active, as an HTTP instrumentation makes it, else below the
 * one that the request names in `traceparent`. Without an SDK of OpenTelemetry nothing comes of it.
 * @see https://opentelemetry.io/docs/specs/semconv/graphql/graphql-spans/
 */
export function startOperationSpan(headers: TraceHeaders): OperationSpan {
  if (!findTracer() && propagation.fields().length === 0) return UNTRACED;
  const active = context.active();
  const parent = trace.getSpan(active) ? active : propagation.extract(active, headers, { get: getHeader, keys });
  const span = trace.getTracer(TRACER).startSpan('GraphQL Operation', { kind: SpanKind.SERVER }, parent);
  const inside = trace.setSpan(parent, span);
  return {
    run: (work) => context.with(inside, work),
    end: (facts) => endOperation(span, facts),
  };
}

/** Where nobody traces, and no upstream is told of a trace that the request names. */
const UNTRACED: OperationSpan = { run: (work) => work(), end: () => {} };

function endOperation(span: Span, { name, type, outcome, status }: OperationFacts): void {
  if (span.isRecording()) {
    if (type !== null) span.updateName(type).setAttribute('graphql.operation.type', type);
    if (name !== null) span.setAttribute('graphql.operation.name', name);
    span.setAttribute('http.response.status_code', status);
    if (outcome !== 'OK') span.setAttribute('error.type', outcome);
    if (OUR_ERRORS.has(outcome) || status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
}

/** The span of one attempt to reach an upstream. */
export interface AttemptSpan {
  /** What tells the upstream of it. Absent when it is not told. */
  readonly headers?: Readonly<Record<string, string>>;
  end(end: AttemptEnd): void;
}

/**
 * Begins the span of one attempt below the span that is active. It holds the path with `{id}` for ids, never a query.
 * @param propagate whether the upstream is told of the trace
 * @returns null when nobody traces
 * @see https://opentelemetry.io/docs/specs/semconv/http/http-spans/#http-client-span
 */
export function startAttemptSpan(backend: string, start: AttemptStart, propagate: boolean): AttemptSpan | null {
  const tracer = findTracer();
  if (!tracer && !propagate) return null;
  const parent = context.active();
  const { method, path } = start;
  const options = { kind: SpanKind.CLIENT, attributes: toAttributes(backend, start) };
  const span = (tracer ?? trace.getTracer(TRACER)).startSpan(`${method} ${path}`, options, parent);
  if (span.isRecording()) span.setAttributes(toServer(start));
  const end = (facts: AttemptEnd) => endAttempt(span, facts);
  if (!propagate) return { end };
  const headers: Record<string, string> = {};
  propagation.inject(trace.setSpan(parent, span), headers);
  return { headers, end };
}

/** Null without an SDK of OpenTelemetry. */
function findTracer(): Tracer | null {
  const provider = trace.getTracerProvider();
  if (!(provider instanceof ProxyTracerProvider)) return provider.getTracer(TRACER);
  return provider.getDelegateTracer(TRACER) ?? null;
}

function toAttributes(backend: string, { method, path, kind, waitedMs }: AttemptStart): Attributes {
  return {
    'http.request.method': method,
    'url.template': path,
    'ticket_gateway.backend': backend,
    'ticket_gateway.kind': kind,
    'ticket_gateway.waited_ms': Math.round(waitedMs),
  };
}

function toServer({ origin }: AttemptStart): Attributes {
  const { hostname, port, protocol } = new URL(origin);
  return { 'server.address': hostname, 'server.port': Number(port) || (protocol === 'https:' ? 443 : 80) };
}

function endAttempt(span: Span, { outcome, status }: AttemptEnd): void {
  if (span.isRecording()) {
    if (status !== null) span.setAttribute('http.response.status_code', status);
    if (outcome !== 'OK') span.setAttribute('error.type', outcome).setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
}

function getHeader(headers: TraceHeaders, name: string): string | undefined {
  return headers.get(name) ?? undefined;
}

function keys(headers: TraceHeaders): string[] {
  return [...headers.keys()];
}
