// Demonstration accounts and posts: every name is marked 示例, all share one published password, and they are loaded only
// into a demonstration. Each body has one handler and one head, so that an order always has somebody to go to.
import type { AccountRow, PostRow } from '#kernel';
import { handlingUnits } from './demo/handling.ts';
import { bodies, centre, places, since } from './units.ts';

/** Printed at start; worth nothing outside a demonstration, since these accounts exist nowhere else. */
export const demoPassword = 'plumbline-demo';

interface Demo {
  readonly account: AccountRow;
  readonly post?: PostRow;
}

function official(id: string, zh: string, en: string, post: string, unit: string, entersByPassword: boolean): Demo {
  const name = { zh: `示例${zh}`, en: `Demo ${en}` };
  const account: AccountRow = { id, kind: 'official', name, demo: true };
  return {
    account: entersByPassword ? { ...account, password: demoPassword } : account,
    post: { user: id, post, unit, from: since },
  };
}

/** Eight lines are staffed by turns; the first can be tried out. */
export const operators = ['demo-operator', ...Array.from({ length: 7 }, (_, i) => `demo-operator-${i + 2}`)];
export const dispatcher = 'demo-dispatcher';
export const revisitor = 'demo-revisitor';
export const analyst = 'demo-analyst';
export const supervisorAccount = 'demo-supervisor';
export const citizen = 'demo-citizen';
export const handlerOf = (unit: string): string => `demo-handler-${unit}`;
export const headOf = (unit: string): string => `demo-head-${unit}`;

const centreStaff: readonly Demo[] = [
  ...operators.map((id, i) => official(id, `话务员${i + 1}`, `operator ${i + 1}`, 'hotline.operator', centre, i === 0)),
  official(dispatcher, '派单班长', 'dispatcher', 'hotline.dispatcher', centre, true),
  official(revisitor, '回访员', 'call-back officer', 'hotline.revisitor', centre, true),
  official(analyst, '分析员', 'analyst', 'hotline.analyst', centre, true),
  official(headOf(centre), '热线中心负责人', 'head of the hotline centre', 'head', centre, true),
  official(supervisorAccount, '监督员（区司法局）', 'supervisor (Justice Bureau)', 'supervisor', 'justice', true),
  official('demo-administrator', '系统管理员', 'administrator', 'administrator', 'approval', true),
];

const unitStaff: readonly Demo[] = [...places, ...bodies].flatMap(({ id, title }) => {
  const entersByPassword = handlingUnits.has(id);
  return [
    official(handlerOf(id), `承办人（${title.zh}）`, `handler (${title.en})`, 'hotline.handler', id, entersByPassword),
    official(headOf(id), `负责人（${title.zh}）`, `head (${title.en})`, 'head', id, entersByPassword),
  ];
});

const citizens: readonly Demo[] = [
  {
    account: {
      id: citizen,
      kind: 'citizen',
      name: { zh: '示例市民甲', en: 'Demo citizen A' },
      password: demoPassword,
      demo: true,
    },
  },
];

const all = [...centreStaff, ...unitStaff, ...citizens];

export const accounts: readonly AccountRow[] = all.map(({ account }) => account);
export const posts: readonly PostRow[] = all.flatMap(({ post }) => (post ? [post] : []));
