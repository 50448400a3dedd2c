// How the command line speaks: results on stdout, everything else on stderr; one plain sentence in both languages for
// what went wrong, and a stack only for whoever asks for it with PLUMBLINE_DEBUG.
import type { Label } from '#kernel';
import { epochNow } from './time.ts';

/** 1: something was found wrong. 2: misused, or it could not be done. */
export type Failure = 1 | 2;

export class CliError extends Error {
  readonly exit: Failure;
  readonly label: Label;
  constructor(exit: Failure, zh: string, en: string) {
    super(en);
    this.name = 'CliError';
    this.exit = exit;
    this.label = { zh, en };
  }
}

export const misuse = (zh: string, en: string): CliError => new CliError(2, zh, en);
export const wrong = (zh: string, en: string): CliError => new CliError(1, zh, en);

export interface Output {
  readonly json: boolean;
  /** The result: the value with --json, else the lines. */
  result(value: unknown, lines: () => readonly string[]): void;
  /** Something to know on the way, never part of the result. */
  note(label: Label): void;
  /** How far a long work has come. */
  progress(text: () => string): void;
}

export const both = ({ zh, en }: Label): string => `${zh} ${en}`;

const EVERY_MS = 3000;
const EVERY_MS_TTY = 200;

export function outputOf(json: boolean): Output {
  const tty = process.stderr.isTTY && !json;
  // What is done at once has no way to tell of.
  let last = epochNow();
  let open = false;
  const closeLine = () => {
    if (open) process.stderr.write('\r\u001B[K');
    open = false;
  };
  const show = (text: string) => {
    if (tty) process.stderr.write(`\r\u001B[K${text}`);
    else process.stderr.write(`${text}\n`);
    open = tty;
  };
  return {
    json,
    result(value, lines) {
      closeLine();
      process.stdout.write(
        json
          ? `${JSON.stringify(value)}\n`
          : lines()
              .map((line) => `${line}\n`)
              .join(''),
      );
    },
    note(label) {
      closeLine();
      process.stderr.write(`${both(label)}\n`);
    },
    progress(text) {
      const now = epochNow();
      if (now - last < (tty ? EVERY_MS_TTY : EVERY_MS)) return;
      last = now;
      show(text());
    },
  };
}

/** Tells what went wrong, and gives the exit status. */
export function tellFailure(label: Label, json: boolean, exit: Failure): Failure {
  const text = json ? JSON.stringify({ error: label, exit }) : both(label);
  process.stderr.write(`${text}\n`);
  return exit;
}
