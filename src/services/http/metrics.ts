// Counts for operators in Prometheus text: by route pattern, method and status. No address, name or number of anybody.
import type { FastifyInstance } from 'fastify';
import type { Gauge } from './options.ts';

export interface Metrics {
  count(route: string, method: string, status: number, milliseconds: number): void;
  gauge(name: string, change: number): void;
  text(gauges: readonly Gauge[]): string;
}

const quoted = (value: string): string => value.replaceAll('\\', '\\\\').replaceAll('"', '\\"');

export function createMetrics(): Metrics {
  const seen = new Map<string, { labels: string; count: number; seconds: number }>();
  const own = new Map<string, number>();
  return {
    count(route, method, status, milliseconds) {
      const key = `${status}${method}${route}`;
      let entry = seen.get(key);
      if (entry === undefined) {
        entry = { labels: `{route="${quoted(route)}",method="${method}",status="${status}"}`, count: 0, seconds: 0 };
        seen.set(key, entry);
      }
      entry.count += 1;
      entry.seconds += milliseconds / 1000;
    },
    gauge(name, change) {
      own.set(name, (own.get(name) ?? 0) + change);
    },
    text(gauges) {
      const lines = ['# HELP plumbline_requests_total Requests answered.', '# TYPE plumbline_requests_total counter'];
      const entries = [...seen.values()];
      for (const { labels, count } of entries) lines.push(`plumbline_requests_total${labels} ${count}`);
      lines.push(
        '# HELP plumbline_request_seconds_sum Time spent answering.',
        '# TYPE plumbline_request_seconds_sum counter',
      );
      for (const { labels, seconds } of entries)
        lines.push(`plumbline_request_seconds_sum${labels} ${seconds.toFixed(6)}`);
      const numbers = [...own].map(([name, value]) => ({ name, help: 'Now.', value })).concat(gauges);
      for (const { name, help, value } of numbers) {
        lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, `${name} ${value}`);
      }
      return `${lines.join('\n')}\n`;
    },
  };
}

export function countRequests(app: FastifyInstance, metrics: Metrics, logged: boolean): void {
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unmatched';
    metrics.count(route, request.method, reply.statusCode, reply.elapsedTime);
    if (logged) {
      const { method, id } = request;
      request.log.info({ id, method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'request');
    }
    done();
  });
}
