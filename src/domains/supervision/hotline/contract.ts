// What other lines may ask of the hotline. They see facets only: no caller, no text, nothing by person.
import { offeredRead } from '#kernel';

/** One order by its number: `orderByNumber.with({ number: fromInput('order') })`. */
export const orderByNumber = offeredRead(
  'hotline.order-by-number',
  'hotline',
  ['number'],
  ['kind', 'class', 'place', 'channel', 'result'],
  1,
);
/** Orders about a matter in a place, for whoever looks into its causes. @public */
export const ordersAbout = offeredRead(
  'hotline.orders-about',
  'hotline',
  ['class', 'place'],
  ['kind', 'result', 'late'],
  200,
);
/** Clusters of a place and a matter, with how many orders they hold. @public */
export const clustersAbout = offeredRead(
  'hotline.clusters-about',
  'hotline.cluster',
  ['class', 'place'],
  ['count', 'since', 'until'],
  20,
);
export const articleByNumber = offeredRead(
  'hotline.article-by-number',
  'hotline.knowledge',
  ['number'],
  ['class', 'validUntil'],
  1,
);
export const topicByNumber = offeredRead('hotline.topic-by-number', 'hotline.topic', ['number'], [], 1);
