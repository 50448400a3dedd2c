// The hotline line (12345 与区长信箱) in one value. A region with its own table of matters builds it with `hotlineWith`.
import { defineDomain } from '#kernel';
import { type ClassTable, exampleClasses } from './classes.ts';
import { clusters } from './clusters.ts';
import { figures } from './figures.ts';
import { knowledge } from './knowledge.ts';
import { rules } from './law.ts';
import { monthly } from './monthly.ts';
import { analyst, dispatcher, handler, operator, revisitor } from './posts.ts';
import { orders } from './procedure.ts';
import { promises, topics } from './voice.ts';

export const hotlineWith = (table: ClassTable) =>
  defineDomain({
    id: 'hotline',
    chapter: 'supervision',
    title: { zh: '12345热线与区长信箱', en: "12345 hotline and the district head's mailbox" },
    about: {
      zh: '群众诉求从登记、交办、签收、答复到回访办结的闭环；诉求人受保护，承办单位看不到是谁反映的。',
      en: 'A demand from registration through assignment and reply to the call-back that closes it. The caller is protected: handling units never learn who spoke.',
    },
    posts: [operator, dispatcher, handler, revisitor, analyst],
    procedures: [orders(table), knowledge, clusters, monthly, topics, promises],
    figures,
    rules,
    outside: [
      {
        id: 'nanjing-12345',
        title: { zh: '南京市12345平台', en: 'City 12345 platform' },
        comesIn: { zh: '转交本区的工单，沿用市平台编号', en: 'Orders handed to the district, under the city number' },
        goesBack: { zh: '答复和办结情况', en: 'Reply and closing' },
        decides: { zh: '市平台决定转交、回访和考核', en: 'The city decides on handing over, call-back and appraisal' },
      },
    ],
  });

export const hotline = hotlineWith(exampleClasses);
