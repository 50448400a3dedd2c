// `plumbline token` and `plumbline user`: how machines and the first administrator get in. Passwords are never taken from
// the command line, where every process of the machine could read them.
import { randomBytes } from 'node:crypto';
import { text as textOf } from 'node:stream/consumers';
import { dateOf } from '#kernel';
import { declared, mustBeUnit, noAccount, withAll } from './open.ts';
import { misuse, type Output } from './output.ts';
import { prepareRegion } from './region.ts';
import { wholeNumber } from './settings.ts';

interface TokenOptions {
  readonly post: string;
  readonly unit: string;
  readonly days: string;
  readonly title: string;
}

interface UserOptions {
  readonly name: string;
  readonly nameEn?: string;
  readonly post: string;
  readonly unit: string;
  readonly passwordStdin?: boolean;
}

const LEAST_PASSWORD = 10;
const MOST_DAYS = 366;

function checkPost(post: string): void {
  if (!declared().posts.has(post)) throw misuse(`没有岗位“${post}”。`, `There is no post "${post}".`);
}

export async function tokenCreate(output: Output, { post, unit, days, title }: TokenOptions): Promise<void> {
  const valid = wholeNumber(days, '有效天数', 'The number of days');
  if (valid > MOST_DAYS)
    throw misuse(`令牌至多有效 ${MOST_DAYS} 天。`, `A token is valid for ${MOST_DAYS} days at most.`);
  checkPost(post);
  await withAll(async ({ kernel }) => {
    await prepareRegion(kernel);
    await mustBeUnit(kernel, unit);
    const token = await kernel.people.createToken({ title, post, unit, days: valid });
    output.result({ token, post, unit, days: valid }, () => [
      token,
      '令牌只显示这一次。This token is shown this once.',
    ]);
  });
}

async function passwordFrom(fromStdin: boolean): Promise<{ readonly password: string; readonly made: boolean }> {
  if (!fromStdin) return { password: randomBytes(15).toString('base64url'), made: true };
  const password = (await textOf(process.stdin)).replace(/\r?\n$/, '');
  if ([...password].length < LEAST_PASSWORD) {
    throw misuse(`口令至少 ${LEAST_PASSWORD} 个字符。`, `A password has at least ${LEAST_PASSWORD} characters.`);
  }
  return { password, made: false };
}

export async function userAdd(output: Output, options: UserOptions, login = ''): Promise<void> {
  if (!/^[a-z0-9][a-z0-9._-]{1,63}$/.test(login)) {
    throw misuse('登录名用小写字母、数字、点和短横。', 'A login has lower-case letters, digits, dots and dashes.');
  }
  const { post, unit, name } = options;
  checkPost(post);
  const { password, made } = await passwordFrom(options.passwordStdin === true);
  await withAll(async ({ kernel }) => {
    await prepareRegion(kernel);
    await mustBeUnit(kernel, unit);
    if ((await kernel.whoIs({ user: login })) !== null) {
      throw misuse(`账号“${login}”已经存在。`, `There is an account "${login}" already.`);
    }
    const label = { zh: name, en: options.nameEn ?? name };
    await kernel.people.putAccounts([{ id: login, kind: 'official', name: label, password }]);
    await kernel.people.putPosts([{ user: login, post, unit, from: dateOf(kernel.clock.now()) }]);
    output.result({ login, post, unit, ...(made ? { password } : {}) }, () => [
      `已建账号 Account made: ${login} (${post}, ${unit})`,
      ...(made ? [`口令，只显示这一次 Password, shown this once: ${password}`] : []),
    ]);
  });
}

/** The account keeps its name and its posts; a demonstration account that gets its own password is none any more. */
export async function userPassword(
  output: Output,
  { passwordStdin }: Pick<UserOptions, 'passwordStdin'>,
  login = '',
): Promise<void> {
  const { password, made } = await passwordFrom(passwordStdin === true);
  await withAll(async ({ kernel }) => {
    const who = await kernel.whoIs({ user: login });
    if (who === null || (who.kind !== 'official' && who.kind !== 'citizen')) throw noAccount(login);
    await kernel.people.putAccounts([{ id: login, kind: who.kind, name: who.name, password }]);
    output.result({ login, ...(made ? { password } : {}) }, () => [
      `已换口令 Password changed: ${login}`,
      ...(made ? [`口令，只显示这一次 Password, shown this once: ${password}`] : []),
      '已经登录的，至多再过 12 小时须重新登录。Whoever is logged in stays so for 12 hours at most.',
    ]);
  });
}
