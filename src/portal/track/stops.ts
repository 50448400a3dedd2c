// A case as a line with knots: what has happened, where it is now, what is still to come. Only what concerns the citizen
// is a stop; a unit's internal opinions, edits and appeals are not, and nobody's name appears.
import type { CaseView, Label, RecordItem } from '#kernel';

export interface Stop {
  readonly id: string;
  readonly title: Label;
  readonly at: string | null;
}

type Words = Readonly<Record<string, Label>>;

/** Step id → how the citizen would say it. A step not listed is not shown. */
const done: Words = {
  register: { zh: '收到您的诉求', en: 'Your demand was received' },
  adopt: { zh: '从另一平台转来', en: 'Taken over from another platform' },
  takeOver: { zh: '从另一平台转来', en: 'Taken over from another platform' },
  elsewhere: { zh: '告知应找的机构', en: 'You were told who is competent' },
  answer: { zh: '当即答复', en: 'Answered at once' },
  join: { zh: '与同一件事合并办理', en: 'Joined with the same matter of others' },
  answerJoined: { zh: '合并办理的事已有答复', en: 'The joined matter has been answered' },
  release: { zh: '改为单独办理', en: 'Handled on its own again' },
  assign: { zh: '已交办', en: 'Handed to the unit in charge' },
  sign: { zh: '办理单位已签收', en: 'The unit has signed for it' },
  return: { zh: '办理单位说明理由后退回，将另行交办', en: 'Sent back with a reason; another unit will be chosen' },
  contact: { zh: '办理单位与您联系', en: 'The unit got in touch' },
  consent: { zh: '您更改了意愿', en: 'You changed your wishes' },
  extend: { zh: '办理期限延长', en: 'The time limit was extended' },
  reply: { zh: '已答复', en: 'Replied' },
  callback: { zh: '回访', en: 'Call-back' },
  rate: { zh: '您作了评价', en: 'You rated it' },
  close: { zh: '办结', en: 'Closed' },
  askRework: { zh: '您要求重办', en: 'You asked for it to be done again' },
  rework: { zh: '重新办理', en: 'Being done again' },
  reopen: { zh: '您要求重新办理', en: 'You asked to have it reopened' },
  addInfo: { zh: '您补充了情况', en: 'You added information' },
  urge: { zh: '催办', en: 'Urged' },
  supervise: { zh: '监督机构督办', en: 'Placed under supervision' },
  withdraw: { zh: '您已撤回', en: 'You withdrew it' },
  publish: { zh: '经您同意公开', en: 'Published with your consent' },
};

const road = ['register', 'assign', 'sign', 'reply', 'close'] as const;

const ahead: Words = {
  assign: { zh: '交给负责的单位', en: 'Handed to the unit in charge' },
  sign: { zh: '办理单位签收', en: 'The unit signs for it' },
  reply: { zh: '答复您', en: 'The reply' },
  close: { zh: '您评价，或回访', en: 'You rate it, or are called back' },
};

export function pastStops(record: readonly RecordItem[]): readonly Stop[] {
  return record
    .filter(({ kind, step }) => (kind === 'step' || kind === 'adoption') && done[step] !== undefined)
    .map((item) => ({ id: `${item.seq}`, title: done[item.step] ?? item.title, at: item.happenedAt }));
}

/** How far along the usual road a state stands: its index in `road`. */
const reached: Readonly<Record<string, number>> = {
  registered: 0,
  returned: 0,
  assigned: 1,
  handling: 2,
  answered: 3,
  replied: 3,
  dissatisfied: 3,
};

export function comingStops(state: string, ended: boolean): readonly Stop[] {
  if (ended) return [];
  const from = reached[state];
  if (from === undefined) return [];
  return road.slice(from + 1).flatMap((step) => {
    const title = ahead[step];
    return title === undefined ? [] : [{ id: step, title, at: null }];
  });
}

/** What the citizen is waiting for now, in words; the state's own title where nothing fits better. */
const now: Words = {
  registered: { zh: '等待交办', en: 'Waiting to be handed to a unit' },
  assigned: { zh: '等待办理单位签收', en: 'Waiting for the unit to sign for it' },
  handling: { zh: '正在办理', en: 'Being handled' },
  replied: { zh: '已答复，请您评价', en: 'Replied: please rate it' },
  answered: { zh: '已答复，请您评价', en: 'Answered: please rate it' },
  dissatisfied: { zh: '您不满意，热线中心正在处理', en: 'You are not content; the hotline centre is dealing with it' },
  joined: {
    zh: '与同一件事合并办理，答复时一并告诉您',
    en: 'Joined with the same matter; you will be answered with it',
  },
  returned: { zh: '等待另行交办', en: 'Waiting for another unit to be chosen' },
  closed: { zh: '已办结', en: 'Closed' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
};

export function nowTitle(view: CaseView, stateTitle: Label | undefined): Label {
  return now[view.state] ?? stateTitle ?? { zh: view.state, en: view.state };
}
