// Opens the database that the environment asks for.
import type { Database } from './types.ts';
import { openEmbedded } from './embedded.ts';
import { openPostgres } from './postgres.ts';

export type DatabaseOptions =
  | { readonly url: string; readonly connections?: number }
  | { readonly dataDir: string }
  | { readonly memory: true };

export function openDatabase(options: DatabaseOptions): Promise<Database> {
  if ('url' in options) return openPostgres(options.url, options.connections);
  return openEmbedded('dataDir' in options ? options.dataDir : undefined);
}
