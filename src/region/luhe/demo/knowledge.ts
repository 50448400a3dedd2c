// The knowledge base as it stood at the beginning of the year: proposed, reviewed and put in force in the weeks before.
import type { z } from 'zod';
import type { BatchCommand } from '#kernel';
import type { knowledgeInputs } from '#domains/supervision/hotline/facts.ts';
import { analyst, dispatcher, operators } from '../accounts.ts';
import { articles } from './texts/articles.ts';

type Typed = { [S in keyof typeof knowledgeInputs]: z.input<(typeof knowledgeInputs)[S]> };

export function articleCommands(year: number): BatchCommand[] {
  return articles.flatMap(({ id, class: code, question, answer, source }, i) => {
    const day = String(7 + Math.floor(i / 3)).padStart(2, '0');
    const at = (hour: number) =>
      `${year - 1}-12-${day}T${String(hour).padStart(2, '0')}:${String((i * 7) % 60).padStart(2, '0')}:00+08:00`;
    const text: Typed['propose'] = { class: code, question, answer, source, validUntil: '2030-12-31' };
    const writer = operators[i % operators.length] ?? analyst;
    const article = { procedure: 'hotline.knowledge', caseRef: id };
    return [
      { procedure: 'hotline.knowledge', ref: id, step: 'propose', at: at(9), actor: { user: writer }, input: text },
      {
        ...article,
        step: 'review',
        at: at(14),
        actor: { user: analyst },
        input: { fit: true, words: '内容准确，表述清楚。' },
      },
      { ...article, step: 'enact', at: at(15), actor: { user: analyst }, input: {} },
      {
        ...article,
        step: 'enact',
        at: at(16),
        actor: { user: dispatcher },
        input: {},
        sign: { opinion: '同意上线。' },
      },
    ];
  });
}
