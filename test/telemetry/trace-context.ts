import {
  trace,
  TraceFlags,
  type Context,
  type TextMapGetter,
  type TextMapPropagator,
  type TextMapSetter,
} from '@opentelemetry/api';

const FORM = /^00-([\da-f]{32})-([\da-f]{16})-[\da-f]{2}$/;

/** W3C Trace Context, as far as a test needs it. */
export class TraceContext implements TextMapPropagator {
  inject(context: Context, carrier: unknown, { set }: TextMapSetter): void {
    const span = trace.getSpanContext(context);
    if (span) set(carrier, 'traceparent', `00-${span.traceId}-${span.spanId}-01`);
  }

  extract(context: Context, carrier: unknown, { get }: TextMapGetter): Context {
    const [, traceId, spanId] = FORM.exec(String(get(carrier, 'traceparent'))) ?? [];
    if (traceId === undefined || spanId === undefined) return context;
    return trace.setSpanContext(context, { traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true });
  }

  fields(): string[] {
    return ['traceparent'];
  }
}
