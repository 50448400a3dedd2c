// What is counted of the hotline. Every figure selects closings: an order handled again after closing counts again, and
// orders taken over from the city count too, by their real closing date, because the district handled them.
import { defineFigure, type Figure, type Where } from '#kernel';

const orderTimes = { zh: '件次', en: 'order-time' };
const ratio = { zh: '比率', en: 'ratio' };
const closings = { procedure: 'hotline', milestone: 'close', count: 'rows', adopted: 'counted' } as const;

const share = (
  id: string,
  zh: string,
  en: string,
  of: { where?: Where; counted: Where; zh: string; en: string },
): Figure =>
  defineFigure({
    ...closings,
    id,
    title: { zh, en },
    unit: ratio,
    decimals: 4,
    counted: of.counted,
    ...(of.where === undefined ? {} : { where: of.where }),
    counts: { zh: of.zh, en: of.en },
  });

export const figures: readonly Figure[] = [
  defineFigure({
    ...closings,
    id: 'hotline.orders',
    // Published with the report: what anybody reads opens to exactly its rows, a reopened order's closing included.
    open: true,
    title: { zh: '12345热线办理工单', en: '12345 hotline orders handled' },
    unit: orderTimes,
    counts: {
      zh: '办结的工单件次，办结后重办再办结的重复计数；含接转自市平台的工单，按实际办结日期计。',
      en: 'Closings of orders; one handled again after closing counts again. Orders taken over count, by their real closing date.',
    },
  }),
  {
    ...share('hotline.satisfaction', '结果满意率', 'Satisfaction with the result', {
      where: { rated: true },
      counted: { satisfied: true },
      zh: '已评价件次中非常满意、满意、基本满意所占比率；未评价和申诉成立的评价不计。',
      en: 'Very satisfied, satisfied and basically satisfied among those rated; unrated ones and ratings set aside on appeal are left out.',
    }),
    open: true,
  },
  share('hotline.on-time', '按时答复率', 'Replied in time', {
    where: { late: [true, false] },
    counted: { late: false },
    zh: '承办单位答复的件次中未逾期的比率。',
    en: 'Replies within the time to handle, among orders a unit replied to.',
  }),
  share('hotline.returned', '退回率', 'Returned by a unit', {
    counted: { returned: true },
    zh: '办结件次中曾被承办单位退回的比率。',
    en: 'Closings whose order a unit had returned at least once.',
  }),
  share('hotline.first-contact', '当场解答率', 'Answered at once', {
    counted: { firstContact: true },
    zh: '办结件次中由话务员当场解答的比率。',
    en: 'Closings answered by the operator without assigning the order.',
  }),
];
