// The load of a benchmark, in a process of its own: a fixed number of connections, each sending its next request when the
// last was answered, for a fixed time, to a server on this machine.
import { Agent, request } from 'node:http';

const { url, headers, body, clients, seconds } = JSON.parse(process.argv[2] ?? '{}') as {
  url: string;
  headers: Record<string, string>;
  body: string;
  clients: number;
  seconds: number;
};
const agent = new Agent({ keepAlive: true, maxSockets: clients });
const took: number[] = [];
let failed = 0;

const once = (): Promise<void> =>
  new Promise((resolve) => {
    const started = performance.now();
    const sent = request(
      url,
      { agent, method: 'POST', headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
      (answer) => {
        answer.resume();
        answer.on('end', () => {
          took.push(performance.now() - started);
          if (answer.statusCode !== 201) failed += 1;
          resolve();
        });
      },
    );
    sent.on('error', () => {
      failed += 1;
      resolve();
    });
    sent.end(body);
  });

async function client(until: number): Promise<void> {
  while (performance.now() < until) await once();
}

// A second of warming up, not counted: plans, caches and the compiler settle.
await Promise.all(Array.from({ length: clients }, () => client(performance.now() + 1000)));
took.length = 0;
const started = performance.now();
await Promise.all(Array.from({ length: clients }, () => client(started + seconds * 1000)));
const elapsed = performance.now() - started;
took.sort((a, b) => a - b);
process.stdout.write(
  JSON.stringify({
    perSecond: Math.round((took.length / elapsed) * 1000),
    p95: Math.round((took[Math.floor(took.length * 0.95)] ?? 0) * 10) / 10,
    failed,
  }),
);
agent.destroy();
