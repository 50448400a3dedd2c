// The list of commands. Each command's work is loaded only when it is called, so that a due date does not wait for a
// database. A command that this version does not have is unknown, not promised.
import { Command, CommanderError } from 'commander';
import { explain } from './failure.ts';
import { outputOf, type Output, tellFailure } from './output.ts';
import { dressed, mustBeGiven, required, usageLabel } from './usage.ts';

/** Gives the exit status; nothing means done. */
type Work<Options> = (output: Output, options: Options, ...args: string[]) => Promise<number | void>;

interface Call {
  readonly options: Record<string, unknown>;
}

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

function buildProgram(done: (exit: number) => void, json: boolean): Command {
  const program = dressed(new Command('plumbline'), json)
    .description('准绳：法治政府的引擎 Plumbline: the engine of a law-based district government')
    .helpOption('-h, --help', '帮助 help')
    .helpCommand(false)
    .option('--json', '机器可读的输出 machine-readable output');

  const command = <Options>(
    parent: Command,
    usage: string,
    about: string,
    load: () => Promise<Work<Options>>,
  ): Command =>
    parent
      .command(usage)
      .description(about)
      .option('--json', '机器可读的输出 machine-readable output')
      .action(async (...args: unknown[]) => {
        const called = args.at(-1) as Command;
        mustBeGiven(called);
        const call: Call = { options: called.optsWithGlobals() };
        const words = called.processedArgs.filter((word): word is string => typeof word === 'string');
        const work = await load();
        const exit = await work(outputOf(call.options['json'] === true), call.options as Options, ...words);
        done(typeof exit === 'number' ? exit : 0);
      });
  const group = (name: string, about: string): Command => program.command(name).description(about).helpCommand(false);

  command(program, 'serve', '启动服务 the server', async () => (await import('./serve.ts')).serve)
    .option('--demo', '示范数据与账号 the demonstration district')
    .option('--port <port>', '端口 port (PORT, 8080)')
    .option('--host <host>', '回环之外再开的地址 an address to open beside the loopbacks (HOST)')
    .option('--scale <scale>', '示范年的比例 share of the demonstration year (1)');
  command(
    program,
    'migrate',
    '升级数据库 bring the database up to this version',
    async () => (await import('./migrate.ts')).migrateCommand,
  );

  const region = group('region', '地区 region');
  command(
    region,
    'load <region>',
    '载入试点区与示范年 load the pilot district and its demonstration year',
    async () => (await import('./region.ts')).regionLoad,
  )
    .option('--year <year>', '示范年份 demonstration year', '2021')
    .option('--scale <share>', '规模，1 为全年 share of the full year', '1')
    .option('--demo', '在 PostgreSQL 上也启用示范账号 demonstration accounts on PostgreSQL too');

  command(
    program,
    'import <procedure> <file>',
    '接转外部数据 adopt real data from a CSV',
    async () => (await import('./import.ts')).importCommand,
  )
    .addOption(required('--map <map.json>', '映射文件 map file (docs/import-maps.md)'))
    .option('--rejects <file>', '退回行文件 where rows that were not adopted go')
    .option('--as <user>', '以此账号导入 import as this account');
  command(
    program,
    'export <procedure>',
    '导出列表 export a list',
    async () => (await import('./export.ts')).exportCommand,
  )
    .option('--format <format>', 'csv, ndjson, xlsx', 'csv')
    .option('--out <file>', '输出文件，缺省为标准输出 output file, stdout if absent')
    .option('--as <user>', '以此账号查看 as this account sees it')
    .option('--state <state>', '状态 state')
    .option('--unit <unit>', '承办单位 unit')
    .option('--from <date>', '登记日起 opened from, inclusive')
    .option('--to <date>', '登记日止 opened to, inclusive')
    .option('--lang <lang>', 'zh, en', 'zh')
    .option('--bom', '为 Excel 加 UTF-8 标记 begin with a byte order mark for Excel');
  command(
    program,
    'report <year>',
    '年度报告数据 figures of the annual report',
    async () => (await import('./report.ts')).reportCommand,
  )
    .option('--region <region>', '地区 region', 'luhe')
    .option('--as-of <date>', '截至当日记录所示 what the records said at the end of that day');

  command(program, 'due <rule>', '期限计算 when a time limit ends', async () => (await import('./due.ts')).dueCommand)
    .addOption(required('--from <moment>', '起算日期或时间 date or time it starts from'))
    .option('--extend <n>', '延长，以该规则的延长单位计 extension, in the rule’s own unit')
    .option('--suspend <a..b>', '中止的首日与末日，可多次 first and last excluded day, repeatable', collect);
  const law = group('law', '法规库 the law library');
  command(law, 'list', '全部规则 every rule', async () => (await import('./law.ts')).lawList);
  command(law, 'at <date>', '当日有效的规则 rules in force on a day', async () => (await import('./law.ts')).lawAt);
  command(law, 'load <folder>', '载入法规全文 load full texts', async () => (await import('./law.ts')).lawLoad);

  const limit = group('limit', '本区自定的期限 limits that a district sets for itself');
  command(limit, 'list', '可设的期限 those that can be set', async () => (await import('./governing.ts')).limitList);
  command(limit, 'set <rule>', '设定期限 set one', async () => (await import('./governing.ts')).limitSet)
    .addOption(required('--value <n>', '期限，以该规则的单位计 the limit, in the rule’s own unit'))
    .addOption(required('--from <date>', '自何日起 for periods that start on this day or later'))
    .addOption(required('--by <who>', '谁定的 who set it'))
    .addOption(required('--reason <text>', '依据 on what ground'))
    .option('--extension <n>', '每次可延长多少 how much an extension may add');
  const calendar = group('calendar', '放假安排 arrangements of working days');
  command(calendar, 'list', '已有的安排 those known', async () => (await import('./governing.ts')).calendarList);
  command(
    calendar,
    'announce <file>',
    '采用新公布的安排并重算 take a new one and compute running periods again',
    async () => (await import('./governing.ts')).calendarAnnounce,
  ).option('--as <user>', '以此管理员账号 as this administrator');

  command(
    program,
    'verify',
    '校验记录链 check the chains of the record',
    async () => (await import('./verify.ts')).verifyCommand,
  );
  command(
    program,
    'rebuild [procedure]',
    '由记录重建并比对 refold every case and compare',
    async () => (await import('./verify.ts')).rebuildCommand,
  );

  const token = group('token', '机器访问令牌 tokens for machines');
  command(token, 'create', '新建令牌 make a token', async () => (await import('./access.ts')).tokenCreate)
    .addOption(required('--post <post>', '岗位 post'))
    .addOption(required('--unit <unit>', '单位 unit'))
    .option('--days <days>', '有效天数 days it is valid', '90')
    .option('--title <title>', '用途 what it is for', 'command line');
  const user = group('user', '账号 accounts');
  command(
    user,
    'add <login>',
    '新建账号并授岗 make an account and give it a post',
    async () => (await import('./access.ts')).userAdd,
  )
    .addOption(required('--name <name>', '姓名 name'))
    .option('--name-en <name>', '英文姓名 name in English')
    .addOption(required('--post <post>', '岗位 post'))
    .addOption(required('--unit <unit>', '单位 unit'))
    .option('--password-stdin', '由标准输入读口令，缺省则生成 read the password from stdin; made up if absent');
  command(
    user,
    'password <login>',
    '换口令 give an account a new password',
    async () => (await import('./access.ts')).userPassword,
  ).option('--password-stdin', '由标准输入读口令，缺省则生成 read the password from stdin; made up if absent');
  return program;
}

/** Runs one command line and gives its exit status. */
export async function run(args: readonly string[]): Promise<number> {
  const json = args.includes('--json');
  let exit = 0;
  const program = buildProgram((status) => {
    exit = status;
  }, json);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0;
      // Without --json the sentence and the help have been printed.
      return json ? tellFailure(usageLabel(error.message), true, 2) : 2;
    }
    const { label, exit: status } = explain(error);
    if (process.env['PLUMBLINE_DEBUG'] !== undefined && error instanceof Error) console.error(error.stack);
    return tellFailure(label, json, status);
  }
}
