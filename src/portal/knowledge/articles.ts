// The knowledge base as the public reads it: articles in force, with the words that find them.
import type { CaseItem, Kernel } from '#kernel';
import { knowledge } from '../labels.ts';
import { ranked } from '../match.ts';

const anyone = { anyone: true } as const;

export interface Article {
  readonly id: string;
  readonly number: string;
  readonly question: string;
  readonly answer: string;
  readonly source: string;
  readonly validUntil: string;
  readonly class: string;
}

/** What the public may list is what is in force: the procedure's own access says so. */
export async function listed(
  kernel: Kernel,
  facets: Readonly<Record<string, string>> = {},
): Promise<readonly CaseItem[]> {
  if (!kernel.registry.procedures.has(knowledge)) return [];
  const page = await kernel.list(anyone, knowledge, {
    limit: 200,
    ...(Object.keys(facets).length > 0 ? { facets } : {}),
  });
  return page.items;
}

export async function articleOf(kernel: Kernel, id: string): Promise<Article> {
  const { number, facts } = await kernel.get(anyone, knowledge, id);
  const text = (name: string) => (typeof facts[name] === 'string' ? facts[name] : '');
  return {
    id,
    number,
    question: text('question'),
    answer: text('answer'),
    source: text('source'),
    validUntil: text('validUntil'),
    class: text('class'),
  };
}

export async function titlesNear(kernel: Kernel, wish: string, most: number): Promise<readonly CaseItem[]> {
  return ranked(wish, await listed(kernel), ({ title }) => title, most);
}

export async function articlesNear(kernel: Kernel, wish: string, most: number): Promise<readonly Article[]> {
  const near = await titlesNear(kernel, wish, most);
  return Promise.all(near.map(({ id }) => articleOf(kernel, id)));
}
