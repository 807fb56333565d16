import { AsyncLocalStorage } from "node:async_hooks";
import { defaultTextMapGetter, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { detectResources, envDetector, resourceFromAttributes } from "@opentelemetry/resources";
import { BasicTracerProvider, BatchSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { declaredPath } from "./request-line.mjs";

// Loaded only where lib/boot/front.mjs finds the variables. The provider is nobody's default: Next would else write
// spans of its own, with the paths that were sent, and a path may hold a secret.

/** @typedef {import("../tracing.mjs").Step & { context: import("@opentelemetry/api").Context }} Span */

const provider = new BasicTracerProvider({
  resource: resourceFromAttributes({ "service.name": "grantdesk" }).merge(
    detectResources({ detectors: [envDetector] }),
  ),
  spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
});
const tracer = provider.getTracer("grantdesk");
const propagator = new W3CTraceContextPropagator();

/** @type {AsyncLocalStorage<import("../tracing.mjs").Step | undefined>} */
const current = new AsyncLocalStorage();

/** @type {typeof globalThis & { grantdeskTracing?: import("../tracing.mjs").Tracing, grantdeskClosing?: Set<() => Promise<unknown>> }} */
const holder = globalThis;
holder.grantdeskTracing = {
  current,
  begin: (name, attributes, under) =>
    stepOf(
      tracer.startSpan(
        name,
        { attributes, kind: leavesTheHouse(attributes) ? SpanKind.CLIENT : SpanKind.INTERNAL },
        under ? /** @type {Span} */ (under).context : ROOT_CONTEXT,
      ),
    ),
};
// As closeAtTheEnd (lib/store/closing.ts), which is not built for here.
holder.grantdeskClosing ??= new Set();
holder.grantdeskClosing.add(() => provider.shutdown());

/** @param {import("../tracing.mjs").Attributes} attributes */
const leavesTheHouse = (attributes) => "db.system.name" in attributes || "http.request.method" in attributes;

/** Sends what has been traced so far. Rejects where nobody takes it. */
export const sendTraces = () => provider.forceFlush();

/**
 * Traces the request that is being answered from here on, as a part of the caller's trace where it says one. Files of
 * the build and those who look after the process are not traced.
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 * @param {import("../request-notes.mjs").RequestNotes} notes
 */
export function traceRequest(request, response, notes) {
  const [pathname = ""] = (request.url ?? "").split("?", 1);
  if (/^\/(_next\/|api\/(health|metrics)\b)/.test(pathname)) return;
  const callers = propagator.extract(ROOT_CONTEXT, request.headers, defaultTextMapGetter);
  const span = tracer.startSpan(request.method ?? "", { kind: SpanKind.SERVER }, callers);
  current.enterWith(stepOf(span, callers));
  response.once("close", () => {
    const route = notes.path ?? declaredPath(pathname);
    const { statusCode: status, headersSent } = response;
    span.updateName(`${request.method} ${route}`);
    span.setAttributes({
      "http.request.method": request.method,
      "http.route": route,
      "http.response.status_code": headersSent ? status : undefined,
      "grantdesk.door": notes.door ?? "console",
      "grantdesk.request_id": notes.requestId,
      "grantdesk.person_id": notes.personId,
      "grantdesk.outcome": notes.outcome,
    });
    if (!headersSent || status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  });
}

/**
 * @param {import("@opentelemetry/api").Span} span
 * @param {import("@opentelemetry/api").Context} [under]
 * @returns {Span}
 */
function stepOf(span, under = ROOT_CONTEXT) {
  return {
    context: trace.setSpan(under, span),
    end(failed, told = {}) {
      const attributes = failed === undefined ? told : { ...told, "error.type": kindOf(failed) };
      span.setAttributes(attributes);
      if ("error.type" in attributes) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
}

/** What PostgreSQL and its driver say of an error quotes values: its code is kept, or its name. @param {unknown} error */
function kindOf(error) {
  if (!(error instanceof Error)) return typeof error;
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}
