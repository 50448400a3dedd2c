// `npm run format`: nobody argues about layout; the formatter decides.
import { join } from 'node:path';
import { root } from '../ensure.mjs';
import { node, runLoudly } from './steps.ts';

process.exitCode = await runLoudly(node(join(root, 'node_modules/@biomejs/biome/bin/biome'), 'format', '--write', '.'));
