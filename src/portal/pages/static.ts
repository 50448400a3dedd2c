// The pages that explain: how to use this, what it is, accessibility, personal information, where officials go.
import { type Child, html } from '../html.ts';
import type { Page } from '../layout.ts';
import type { View } from '../view.ts';

interface Part {
  readonly heading?: readonly [string, string];
  readonly says: readonly (readonly [string, string])[];
}

function page(v: View, title: readonly [string, string], parts: readonly Part[], after?: Child): Page {
  const body = parts.map(({ heading, says }) => [
    heading && html`<h2>${v.t(...heading)}</h2>`,
    says.map((text) => html`<p>${v.t(...text)}</p>`),
  ]);
  return { title: v.t(...title), body: html`<h1>${v.t(...title)}</h1><div class="prose lede">${body}</div>${after}` };
}

export const help = (v: View): Page =>
  page(
    v,
    ['怎样使用', 'How to use this'],
    [
      {
        says: [
          [
            '在首页说出您要办的事，按回车。有现成答案的直接看；没有的，提交诉求交给工作人员。',
            'Say on the home page what you need and press Enter. If there is an answer, read it; if not, hand it to the staff.',
          ],
        ],
      },
      {
        heading: ['提交之后', 'After you submit'],
        says: [
          [
            '您会得到一个编号和一个查询码。请抄下来、拍下来或打印。凭这两样随时可以看进度、补充情况、催办、评价。',
            'You get a number and a query code. Write them down, take a photo or print them. With both you can look at progress, add information, urge and rate at any time.',
          ],
          [
            '查询码等于钥匙，丢了无法找回，也请不要告诉别人。',
            'The query code is a key: it cannot be recovered, and should not be shared.',
          ],
        ],
      },
      {
        heading: ['看不清、不会填', 'Hard to read, hard to fill in'],
        says: [
          [
            '点右上角“关怀版”，字会变大，话会变短。也可以请家人代填，写明替谁反映即可。',
            'Choose “Easy view” at the top: larger type, shorter words. Family may fill in the form for you; say for whom.',
          ],
          [
            '现实中，拨打 12345 就能把事情说给话务员听。本演示系统不接电话。',
            'In real life, calling 12345 lets you simply tell an operator. This demonstration answers no calls.',
          ],
        ],
      },
      {
        heading: ['紧急情况', 'Emergencies'],
        says: [
          [
            '有人身危险请立即拨打 110、119 或 120，不要在网上等。',
            'If anyone is in danger call 110 (police), 119 (fire) or 120 (ambulance) at once; do not wait online.',
          ],
        ],
      },
    ],
  );

export const about = (v: View): Page =>
  page(
    v,
    ['关于本站', 'About'],
    [
      {
        says: [
          [
            '准绳是一套区级政府办事系统。它只有一个想法：政府的每一个动作，都由有权的人、依当天有效的法、按程序作出，留下不能悄悄改动的记录，并被计数。',
            'Plumbline is a system for the work of a district government. It has one idea: every act is taken by someone with the power to take it, under the law in force that day, in a procedure, on a record that cannot be quietly changed, and is counted.',
          ],
          [
            '所以这里每一个数字都能点开，看到它数的是哪些事；每一个期限都能点开，看到是怎样一天一天算出来的。',
            'So every number here opens to what it counts, and every time limit opens to how it was counted, day by day.',
          ],
        ],
      },
      {
        heading: ['这是演示', 'This is a demonstration'],
        says: [
          [
            '机构名称取自公开的区级机构设置；人、企业、诉求、答复全部虚构并标明示例。这里不是政府网站，不使用国徽，不受理真实事项。',
            'Names of bodies follow a district’s public organisation; people, firms, demands and replies are all invented and marked as examples. This is no government website, bears no national emblem and handles nothing real.',
          ],
        ],
      },
    ],
  );

export const accessibility = (v: View): Page =>
  page(
    v,
    ['无障碍', 'Accessibility'],
    [
      {
        says: [
          [
            '本站按 WCAG 2.2 AA 级设计。每次改动都用自动检查走一遍所有页面：浅色、深色、关怀版，宽屏和手机。',
            'This site is designed to WCAG 2.2 level AA. Every change is checked automatically on all pages: light, dark and easy view, wide screen and phone.',
          ],
          [
            '只用键盘可以办完所有的事。不开 JavaScript 也可以。图表旁边都有表格。文字放大到两倍不会遮挡。',
            'Everything can be done with the keyboard alone, and without JavaScript. Each chart has a table beside it. Text may be enlarged to twice its size.',
          ],
          [
            '自动检查查不出所有问题。遇到障碍，请用“提诉求”告诉我们，选“建议”。',
            'Automatic checks do not find everything. If something stands in your way, tell us through “Ask us”, choosing “Suggestion”.',
          ],
        ],
      },
    ],
  );

export const privacy = (v: View): Page =>
  page(
    v,
    ['个人信息', 'Personal information'],
    [
      {
        heading: ['我们要什么、为什么', 'What we ask and why'],
        says: [
          [
            '姓名和电话都可以不留。留下电话只为两件事：核实情况，告诉您结果。',
            'Name and phone are both optional. A phone number serves two purposes only: to ask what is unclear and to tell you the result.',
          ],
          [
            '正文里如果出现电话、证件号等，转办前会被找出并遮盖。',
            'Phone and identity numbers that appear in your text are found and covered before it is passed on.',
          ],
        ],
      },
      {
        heading: ['谁能看到', 'Who can see it'],
        says: [
          [
            '姓名、电话和原文只有热线中心能看，办理单位看到的是去掉个人信息的内容。您同意时，办理单位的经办人才可以查看电话，每次查看都有记录。',
            'Only the hotline centre sees your name, phone and original words; the handling unit sees the text without personal data. Only if you agree may its handler look at your phone number, and each look is recorded.',
          ],
          [
            '被投诉的单位不会知道是谁反映的。系统不按人统计，没有“经常来电人”的名单。',
            'A body complained about is never told who complained. Nothing is counted by person, and there is no list of frequent callers.',
          ],
        ],
      },
      {
        heading: ['留多久', 'How long it is kept'],
        says: [
          [
            '个人信息加密保存，到期即销毁钥匙，从此无人能读；办理过程的记录仍可核验。',
            'Personal data is stored encrypted. At the end of its term the key is destroyed and nobody can read it any more; the record of what was done can still be verified.',
          ],
        ],
      },
      {
        heading: ['Cookie', 'Cookies'],
        says: [
          [
            '只用来记住语言、关怀版、登录状态和您正在查看的诉求，不做跟踪，不给第三方。',
            'Used only to remember language, easy view, your login and the case you are looking at. No tracking, no third parties.',
          ],
        ],
      },
    ],
  );

export const officials = (v: View): Page =>
  page(
    v,
    ['工作人员', 'For officials'],
    [
      {
        says: [
          [
            '工作台将在后续版本提供。目前各岗位可以通过接口办理：登录后，每一步能不能办、为什么不能办，都由服务器回答。',
            'The workbench comes in a later version. Until then officials act through the API: after logging in, the server says of every step whether it may be taken and if not, why.',
          ],
        ],
      },
    ],
    html`<div class="row apart"><a class="button" href="/openapi.json">${v.t('接口说明（OpenAPI 3.1）', 'API description (OpenAPI 3.1)')}</a><a class="button" href="/login">${v.t('登录', 'Log in')}</a></div>`,
  );
