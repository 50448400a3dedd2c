#!/usr/bin/env node
// `plumbline`: everything an administrator does without the browser. Exit 0: done; 1: found wrong; 2: misused, or it could
// not be done.
import { run } from './cli/program.ts';

process.exitCode = await run(process.argv.slice(2));
