// Help before anything is handed in: some matters belong elsewhere and lose time here. Found by plain words in what was
// typed; a hint never stops anybody from submitting.
import type { Label } from '#kernel';

interface Hint {
  readonly words: RegExp;
  readonly tone: 'late' | 'soon';
  readonly says: Label;
}

const hints: readonly Hint[] = [
  {
    words:
      /着火|火灾|救命|正在打人|打架|晕倒|煤气泄漏|燃气泄漏|触电|溺水|自杀|跳楼|on fire|gas leak|unconscious|drowning/i,
    tone: 'late',
    says: {
      zh: '如果有人正处在危险中，请立刻打 110、119 或 120，不要等网上答复。',
      en: 'If anyone is in danger right now, call 110, 119 or 120 at once; do not wait for an answer here.',
    },
  },
  {
    words: /法院|判决|起诉|诉讼|执行局|仲裁|lawsuit|court|verdict|arbitration/i,
    tone: 'soon',
    says: {
      zh: '法院和仲裁机构正在处理的事，热线不能代办，会告诉您该找谁。',
      en: 'What is before a court or an arbitration body cannot be handled here; you will be told whom to turn to.',
    },
  },
  {
    words: /行政复议|不服.{0,12}(处罚|决定)|罚款决定|reconsideration|appeal against (a|the) (fine|penalty|decision)/i,
    tone: 'soon',
    says: {
      zh: '不服处罚等决定，可以在法定期限内申请行政复议或提起诉讼。打热线不会让这个期限停下来。',
      en: 'Against a penalty or similar decision you may apply for reconsideration or go to court within the statutory time. Calling the hotline does not stop that clock.',
    },
  },
];

export const hintsFor = (text: string): readonly Hint[] => hints.filter(({ words }) => words.test(text));
