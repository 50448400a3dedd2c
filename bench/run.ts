// `npm run bench [-- step | year | lists …] [--scale 0.1]`: each figure beside a floor measured in the same run. Starts a
// throw-away PostgreSQL with fsync on and removes it afterwards.
import { withPostgres } from '../tools/postgres.mjs';
import { lists } from './lists.ts';
import { step } from './step.ts';
import { machine, say } from './support.ts';
import { year } from './year.ts';

const args = process.argv.slice(2);
const scaleAt = args.indexOf('--scale');
const scale = scaleAt < 0 ? 1 : Number(args[scaleAt + 1]);
const wanted = args.filter((arg, index) => !arg.startsWith('--') && (scaleAt < 0 || index !== scaleAt + 1));
const parts: Readonly<Record<string, (url: string) => Promise<boolean>>> = {
  step,
  year: (url) => year(url, scale),
  lists,
};
const unknown = wanted.filter((name) => parts[name] === undefined);
if (unknown.length > 0 || !(scale > 0 && scale <= 10)) {
  say(
    `Unknown: ${unknown.join(', ')}. Choose from ${Object.keys(parts).join(', ')}; --scale is above 0 and at most 10.`,
  );
  process.exit(2);
}

say(machine());
const ok = await withPostgres(async (url: string) => {
  let all = true;
  for (const [name, run] of Object.entries(parts))
    if (wanted.length === 0 || wanted.includes(name)) all = (await run(url)) && all;
  return all;
});
say(ok ? '\nEvery figure reached what was wanted.' : '\nSome figures fell short (LOW).');
process.exit(ok ? 0 : 1);
