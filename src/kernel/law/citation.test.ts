// Citations, statute texts, the additional fine and the answer of the due command.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { article, articleWords, chineseNumber, citationLabel, cite } from './citation.ts';
import { due } from './due-command.ts';
import { LawError } from './law-error.ts';
import { laws } from './laws.ts';
import { nationalLaw, rules } from './library.ts';
import { findArticle, parseStatute, readChineseNumber } from './statutes.ts';
import { additionalFine } from './surcharge.ts';

test('an article is cited the Chinese and the English way', () => {
  assert.deepEqual(cite('administrative-penalty-law', 57), {
    zh: '行政处罚法 第五十七条',
    en: 'Administrative Penalty Law, art. 57',
  });
  assert.deepEqual(citationLabel(article('administrative-penalty-law', 64, { paragraph: 1, item: 2 })), {
    zh: '行政处罚法 第六十四条第一款第二项',
    en: 'Administrative Penalty Law, art. 64 para. 1 item 2',
  });
  assert.equal(cite('administrative-litigation-law', '62-1').zh, '行政诉讼法 第六十二条之一');
  assert.ok(cite('state-council-2020-53').zh.includes('国办发〔2020〕53号'));
});

test('a citation of a law that is not in the table is refused where it is declared', () => {
  assert.throws(
    () => article('no-such-law', 1),
    (error) => error instanceof LawError && error.code === 'unknown-law',
  );
  assert.equal(new Set(laws.map(({ id }) => id)).size, laws.length);
});

test('Chinese numbers are written and read back', () => {
  assert.deepEqual([1, 10, 11, 20, 57, 100, 105, 110, 113, 1000, 1010].map(chineseNumber), [
    '一',
    '十',
    '十一',
    '二十',
    '五十七',
    '一百',
    '一百零五',
    '一百一十',
    '一百一十三',
    '一千',
    '一千零一十',
  ]);
  for (let n = 1; n < 10_000; n++) assert.equal(readChineseNumber(chineseNumber(n)), n);
  assert.equal(readChineseNumber('无'), undefined);
});

test('the article of a rule is put into English', () => {
  assert.equal(articleWords('第64条第2项').en, 'art. 64 item 2');
  assert.equal(articleWords('第26,30,32-34条').en, 'arts 26, 30, 32–34');
  assert.equal(articleWords('全文').en, '全文');
  assert.equal(articleWords('-').zh, '');
});

const text = [
  '# 某条例',
  '',
  '2021年1月1日 通过',
  '',
  '<!-- INFO END -->',
  '',
  '## 第一章　总则',
  '',
  '第一条 为了测试，制定本条例。',
  '',
  '第二条　本条例所称测试：',
  '',
  '（一）依照第一条的规定。',
  '',
  '### 第一节 一般规定',
  '',
  '第二条之一 插入的条文。',
  '',
  '第一百零五条 自公布之日起施行。',
].join('\r\n');

test('a statute is read into its articles with title, version and chapter', () => {
  const statute = parseStatute('some/folder/某条例（2021-01-01）.md', text);
  assert.deepEqual([statute.id, statute.title, statute.version], ['某条例（2021-01-01）', '某条例', '2021-01-01']);
  assert.deepEqual(
    statute.articles.map(({ number }) => number),
    ['1', '2', '2-1', '105'],
  );
  assert.equal(findArticle(statute, 2)?.text, '本条例所称测试：\n（一）依照第一条的规定。');
  assert.equal(findArticle(statute, '2-1')?.chapter, '第一节 一般规定');
  assert.equal(findArticle(statute, 3), undefined);
});

test('three per cent a day never exceeds the fine', () => {
  assert.equal(additionalFine(500_000, 10), 150_000);
  assert.equal(additionalFine(500_000, 33), 495_000);
  assert.equal(additionalFine(500_000, 34), 500_000);
  assert.equal(additionalFine(500_000, 400), 500_000);
  assert.equal(additionalFine(500_000, 0), 0);
  assert.equal(additionalFine(500_000, -3), 0);
  assert.equal(additionalFine(99, 1), 2);
  assert.equal(additionalFine(9_007_199_254_740_990, 33), 8_917_127_262_193_580);
  assert.throws(() => additionalFine(0.5, 1), RangeError);
});

test('the due command answers with the date and a trace', () => {
  const result = due(
    { rule: 'license-decision-20d', from: '2021-09-28', extend: 10, suspend: ['2021-10-12..2021-10-14'] },
    nationalLaw,
  );
  assert.ok(result.ok);
  const { trace, ...answer } = result.answer;
  assert.deepEqual(answer, {
    rule: 'license-decision-20d',
    from: '2021-09-28',
    dueOn: '2021-11-18',
    provisional: false,
    inForce: true,
  });
  assert.ok(trace.length > 5);
});

test('the due command takes a time, overlapping suspensions, single days and several extensions in one number', () => {
  const on = (rule: string, from: string, more: { extend?: number; suspend?: string[] } = {}) => {
    const result = due({ rule, from, ...more }, nationalLaw);
    assert.ok(result.ok, JSON.stringify(result));
    return result.answer.dueOn ?? result.answer.dueAt ?? result.answer.earliestOn;
  };
  assert.equal(on('ogi-reply-20wd', '2021-01-28T16:30:00Z'), '2021-03-03');
  assert.equal(on('transfer-24h', '2021-01-28T16:30:00Z'), '2021-01-30T00:30:00+08:00');
  const suspend = ['2022-03-11..2022-03-12', '2022-03-10', '2022-03-10..2022-03-11'];
  assert.equal(on('apl-decision-90d', '2022-03-01', { suspend }), '2022-06-02');
  assert.equal(on('ps-2026-case-30d', '2026-03-02', { extend: 60 }), '2026-06-01');
  assert.equal(on('ps-2026-case-30d', '2026-03-02', { extend: 45 }), '2026-05-18');
});

test('the due command refuses what it cannot answer with a sentence in both languages', () => {
  const wrong: [Parameters<typeof due>[0], string, RegExp][] = [
    [{ rule: 'nothing', from: '2021-02-30' }, 'unknown-rule', /no rule "nothing"/],
    [{ rule: 'apl-legal-review', from: '2021-08-01' }, 'no-time-limit', /no time limit/],
    [{ rule: 'apl-two-officers', from: '2021-08-01' }, 'no-time-limit', /no time limit/],
    [{ rule: 'apl-additional-fine', from: '2021-08-01' }, 'no-time-limit', /no time limit/],
    [{ rule: 'apl-decision-90d', from: '2021-02-30' }, 'misuse', /2021-02-30/],
    [{ rule: 'apl-decision-90d', from: '2021-08-01T10:00:00' }, 'misuse', /offset/],
    [{ rule: 'apl-decision-90d', from: '9999-12-31' }, 'misuse', /9999/],
    [{ rule: 'apl-decision-90d', from: '2021-08-01', extend: 30 }, 'misuse', /no extension/],
    [{ rule: 'ogi-reply-20wd', from: '2021-08-01', extend: 21 }, 'misuse', /more than the 20/],
    [{ rule: 'ogi-reply-20wd', from: '2021-08-01', extend: -1 }, 'misuse', /above zero/],
    [{ rule: 'ogi-reply-20wd', from: '2021-08-01', extend: 1.5 }, 'misuse', /whole number/],
    [{ rule: 'ogi-reply-20wd', from: '2021-08-01', extend: 1e300 }, 'misuse', /whole number/],
    [{ rule: 'ogi-reply-20wd', from: '2021-08-01', suspend: ['2021-08-09..2021-08-02'] }, 'misuse', /first-day/],
    [{ rule: 'ogi-reply-20wd', from: '2021-08-01', suspend: ['whenever'] }, 'misuse', /not a date/],
    [{ rule: 'apl-hearing-notice-7d', from: '2021-08-01', suspend: ['2021-07-20'] }, 'misuse', /counted back/],
  ];
  for (const [request, error, sentence] of wrong) {
    const result = due(request, nationalLaw);
    assert.ok(!result.ok, JSON.stringify(request));
    assert.equal(result.failure.error, error);
    assert.match(result.failure.message.en, sentence);
    assert.match(result.failure.message.zh, /[\u4e00-\u9fff]/);
  }
});

test('a rule that is not in force is answered and marked', () => {
  const result = due({ rule: 'arl2023-respond-10d', from: '2023-12-20' }, nationalLaw);
  assert.ok(result.ok && !result.answer.inForce);
});

const statutes = join(import.meta.dirname, '../../../../shared/law/statutes');
if (existsSync(statutes)) {
  const all = readdirSync(statutes).map((file) => parseStatute(file, readFileSync(join(statutes, file), 'utf8')));

  test('every stored statute reads into articles numbered without a gap', () => {
    assert.ok(all.length >= 18);
    for (const { id, articles } of all) {
      assert.deepEqual(
        articles.map(({ number }) => number),
        articles.map((_, index) => String(index + 1)),
        id,
      );
    }
  });

  test('every limit whose statute is stored stands in the article that the rule cites', () => {
    let compared = 0;
    for (const rule of rules) {
      const named = /^(\S+) (\d{4}-\d{2}-\d{2}) text/.exec(rule.source);
      const statute = all.find(({ id, version }) => named && id.includes(named[1] ?? '?') && version === named[2]);
      const numbers = /第([\d,-]+)条/.exec(rule.article)?.[1];
      if (!statute || numbers === undefined || rule.limit === null || rule.unit === 'person') continue;
      const cited = numbers.split(',').flatMap((part) => {
        const [first = 0, last = first] = part.split('-').map(Number);
        return Array.from({ length: last - first + 1 }, (_, index) => findArticle(statute, first + index)?.text ?? '');
      });
      const words = [
        String(rule.limit),
        chineseNumber(rule.limit),
        rule.limit === 2 ? '两' : chineseNumber(rule.limit),
      ];
      const found = words.some((word) =>
        new RegExp(`(?<![\\d一二三四五六七八九十百])${word}(个)?(工作日|日|天|个?月|年|小时)`).test(
          cited.join('\n').replaceAll('二十四小时', '24小时'),
        ),
      );
      assert.ok(found, `${rule.id}: ${rule.limit} in ${statute.id} ${rule.article}`);
      compared++;
    }
    assert.ok(compared >= 80, `${compared} rules compared`);
  });
}
