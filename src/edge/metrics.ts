/** Figures for whoever watches the product: requests by route and status, and what the process uses. Labels are patterns, never ids. */
import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";

/** One request, answered. */
export interface Observed {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly milliseconds: number;
}

/** The figures of one server. */
export interface Metrics {
  observe(observed: Observed): void;
  /** In the text format of Prometheus. */
  text(): Promise<string>;
  readonly contentType: string;
}

export function openMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const labelNames = ["method", "route", "status"] as const;
  const requests = new Counter({
    name: "contingent_requests_total",
    help: "Requests answered, by method, route and status.",
    labelNames,
    registers: [registry],
  });
  const seconds = new Histogram({
    name: "contingent_request_seconds",
    help: "Time from the first line of a request to the end of its answer.",
    labelNames: ["method", "route"] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.3, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  return {
    observe: ({ method, route, status, milliseconds }) => {
      requests.inc({ method, route, status: String(status) });
      seconds.observe({ method, route }, milliseconds / 1_000);
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
