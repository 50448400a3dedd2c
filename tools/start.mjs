// `npm start`: from whatever is there to a running demonstration. Further arguments go to `serve`.
import { runAndExit } from './ensure.mjs';

await runAndExit('src/cli.ts', ['serve', '--demo', ...process.argv.slice(2)], { dev: false });
