// What the terminal says once the server answers: where, with which accounts, and what to do next. Both languages.
import type { Kernel } from '#kernel';

export interface Welcome {
  readonly urls: readonly string[];
  readonly demo: boolean;
  readonly data: string;
  readonly engine: 'postgres' | 'embedded';
}

/** One for each post: whoever tries things out wants to see every side once, not sixty handlers. */
async function accountLines(kernel: Kernel): Promise<string[]> {
  const accounts = await kernel.people.demoAccounts();
  const shown = new Map<string, (typeof accounts)[number]>();
  for (const account of accounts) {
    const side = account.posts[0]?.post ?? account.kind;
    if (!shown.has(side)) shown.set(side, account);
  }
  const list = [...shown.values()];
  const width = Math.max(0, ...list.map(({ id }) => id.length)) + 2;
  const more = accounts.length - list.length;
  return [
    ...list.map(({ id, name, posts }) => {
      const held = posts.map(({ post, unit }) => `${post} @ ${unit}`).slice(0, 2);
      return `    ${id.padEnd(width)}${name.zh} ${name.en}${held.length > 0 ? ` (${held.join(', ')})` : ''}`;
    }),
    ...(more > 0 ? [`    另有 ${more} 个，岗位相同、单位不同 and ${more} more, of the same posts in other units`] : []),
  ];
}

export async function welcome(kernel: Kernel, { urls, demo, data, engine }: Welcome): Promise<string> {
  const [url = ''] = urls;
  const lines = [
    '',
    '  准绳 Plumbline',
    '',
    `  门户 Portal        ${url}/`,
    `  接口 API           ${url}/openapi.json`,
  ];
  if (engine === 'embedded') {
    lines.push(
      `  数据 Data          ${data}`,
      '  内嵌数据库：单进程，断电可能丢失最近写入；正式使用请设 DATABASE_URL。',
      '  Embedded database: one process, not safe against power loss; set DATABASE_URL for real use.',
    );
  }
  if (demo) {
    const { demoPassword } = await import('#region/luhe');
    lines.push(
      '',
      `  演示账号，口令均为 Demonstration accounts, password for all: ${demoPassword}`,
      ...(await accountLines(kernel)),
      '',
      '  演示年度正在后台载入，页面会自行更新。',
      '  The demonstration year is streaming in; pages update by themselves.',
      '',
      '  接下来 Next:',
      `    ${url}/             提一个诉求，记下编号和查询码 submit a demand, keep number and query code`,
      `    ${url}/report/2021  看年度报告的数字逐步生成 watch the annual report fill`,
      '    npx plumbline --help  命令行 the command line',
    );
  }
  lines.push('', '  按 Ctrl+C 停止 Ctrl+C to stop', '');
  return `${lines.join('\n')}\n`;
}
