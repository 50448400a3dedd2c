#!/usr/bin/env node
// `npx plumbline …`: the command line under the right Node, whatever Node runs npx.
import { runAndExit } from './ensure.mjs';

await runAndExit('src/cli.ts', process.argv.slice(2), { dev: false });
