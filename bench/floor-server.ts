// The floor of a step over HTTP: `node:http` and `pg`, the same one read and one write, named and prepared, and nothing
// else: no rules, no rights, no hashing, no schema. Started by bench/step.ts with the two statements in a file.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { randomUUID } from 'node:crypto';
import pg from 'pg';

interface Plan {
  readonly url: string;
  readonly read: { readonly text: string; readonly params: readonly unknown[] };
  readonly write: { readonly text: string; readonly params: readonly unknown[] };
  /** Values that must differ from request to request, by what they stand for. */
  readonly id: string;
  readonly entry: string;
  readonly number: string;
}

const plan = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'), (_key, value: unknown) =>
  typeof value === 'object' && value !== null && (value as { type?: unknown }).type === 'Buffer'
    ? Buffer.from((value as { data: number[] }).data)
    : value,
) as Plan;
const pool = new pg.Pool({
  connectionString: plan.url,
  max: 10,
  options: '-c TimeZone=Asia/Shanghai -c plan_cache_mode=force_generic_plan -c jit=off',
});
let count = 0;

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', async () => {
    JSON.parse(Buffer.concat(chunks).toString());
    const id = randomUUID();
    const entry = randomUUID();
    count += 1;
    const number = `F${count}-${process.pid}`;
    const values = plan.write.params.map((value) =>
      value === plan.id ? id : value === plan.entry ? entry : value === plan.number ? number : value,
    );
    await pool.query({ name: 'read', text: plan.read.text, values: [...plan.read.params] });
    const written = await pool.query({ name: 'write', text: plan.write.text, values });
    const body = JSON.stringify({ id, number, done: written.rows[0] });
    response.writeHead(201, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
    response.end(body);
  });
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as { port: number }).port}\n`));
process.stdin.on('end', () => process.exit(0)).resume();
