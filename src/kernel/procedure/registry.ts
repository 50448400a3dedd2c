// All domains of a running system, found by id. Built once, after the start-up checks.
import type { Law } from '../law/index.ts';
import type { AnyProcedure, Domain, Figure, Post } from './types.ts';

export interface Registry {
  readonly domains: readonly Domain[];
  readonly procedures: ReadonlyMap<string, AnyProcedure>;
  readonly figures: ReadonlyMap<string, Figure>;
  readonly posts: ReadonlyMap<string, Post>;
  readonly law: Law;
}
