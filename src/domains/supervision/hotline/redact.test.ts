// What is personal in a text is hidden however it is written, and what is not stays.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { carriesPersonalData, carriesPrivateNumber, redact, withoutCaller } from './redact.ts';

const hides = (text: string, ...secrets: string[]) => {
  const clean = redact(text);
  for (const secret of secrets) assert.ok(!clean.includes(secret), `${secret} still stands in: ${clean}`);
  return clean;
};
const keeps = (text: string) => assert.equal(redact(text), text);

test('a mobile number is found however it is written', () => {
  for (const written of [
    '13800138000',
    '138 0013 8000',
    '138-0013-8000',
    '138.0013.8000',
    '+86 138 0013 8000',
    '008613800138000',
    '１３８００１３８０００',
    '138－0013－8000',
    '138　0013　8000',
    '一三八零零一三八零零零',
    '幺三八 零零幺三 八零零零',
    '1 3 8 0 0 1 3 8 0 0 0',
    '138\u200b0013\u200b8000',
    '138 0 0 1 3 8 0 0 0',
  ]) {
    assert.equal(redact(`请打${written},谢谢`).replace('+', ''), '请打[手机号],谢谢', written);
  }
});

test('two numbers in a row are both found', () => {
  assert.equal(redact('13800138000/13900139000或13700137000'), '[手机号]/[手机号]或[手机号]');
});

test('a landline is found with area code, or after a word for telephone', () => {
  assert.equal(redact('座机025-57751234'), '座机[电话号]');
  assert.equal(redact('(025) 5775 1234打不通').replace('(', ''), '[电话号]打不通');
  assert.equal(redact('家里电话5775123'), '家里电话[电话号]');
  assert.equal(redact('请回57751234'), '请回[电话号]');
  assert.equal(redact('０２５５７７５１２３４'), '[电话号]');
});

test('identity numbers of 18 and 15 digits are found, with X, with spaces and full-width', () => {
  assert.equal(redact('身份证320116199001011234'), '身份证[证件号]');
  assert.equal(redact('32011619900101123X'), '[证件号]');
  assert.equal(redact('32011619900101123x,'), '[证件号],');
  assert.equal(redact('320116 19900101 123X'), '[证件号]');
  assert.equal(redact('３２０１１６１９９００１０１１２３Ｘ'), '[证件号]');
  assert.equal(redact('旧证号320116900101123'), '旧证号[证件号]');
});

test('bank cards and other long numbers are hidden', () => {
  hides('卡号6222021234567890123', '6222');
  hides('卡号6222 0212 3456 7890 123', '6222', '7890');
});

test('WeChat, QQ and mail addresses are found', () => {
  assert.equal(redact('加我微信abc_12345聊'), '加我微信[账号]聊');
  assert.equal(redact('微信号:zhang-san88'), '微信号:[账号]');
  assert.equal(redact('VX:Tom2021x'), 'VX:[账号]');
  assert.equal(redact('ＱＱ：１２３４５６７'), 'ＱＱ：[账号]');
  assert.equal(redact('qq号是 876543219,'), 'qq号是 [账号],');
  assert.equal(redact('发到zhang.san+a@mail.example.com。'), '发到[邮箱]。');
  assert.equal(redact('ｚｓ＠ｅｘａｍｐｌｅ．ｃｎ'), '[邮箱]');
});

test('a name is found where the caller gives it', () => {
  assert.equal(redact('我叫张小明,住在三楼'), '我叫[姓名],住在三楼');
  assert.equal(redact('我叫王明住在三楼'), '我叫[姓名]住在三楼');
  assert.equal(redact('姓名：欧阳小红'), '姓名：[姓名]');
  assert.equal(redact('本人李四,要求处理'), '本人[姓名],要求处理');
  assert.equal(redact('市民王女士反映楼下噪声'), '市民[姓名]女士反映楼下噪声');
  assert.equal(redact('来电人姓陈名静,电话13800138000'), '来电人姓[姓名],电话[手机号]');
  assert.equal(redact('联系人:赵大山 13800138000'), '联系人:[姓名] [手机号]');
  assert.equal(redact('我是周敏。'), '我是[姓名]。');
});

test('the name and the address on the order are taken out wherever the text repeats them', () => {
  const known = { name: '甲示例', address: '示例路18号3幢502室' };
  assert.equal(withoutCaller('请转告甲示例，甲示例的车位被占', known), '请转告[姓名]，[姓名]的车位被占');
  assert.equal(withoutCaller('我家在示例路18号3幢502室，楼上漏水', known), '我家在[住址]，楼上漏水');
  assert.equal(withoutCaller('示例路18号门口', { address: '示例' }), '示例路18号门口');
});

test('passport numbers are found', () => {
  hides('我的护照号E12345678，签证被拒', 'E12345678');
  hides('护照EA1234567遗失', 'EA1234567');
  hides('旧护照G12345678', 'G12345678');
});

test('what is no personal data stays as it is', () => {
  keeps('2021-11-23 10:30工地施工到23:00');
  keeps('20210105号通知说每平米12.5元,共1200.50元');
  keeps('本人要求退款,我是高新区居民,市民反映道路积水');
  keeps('3幢2单元501室漏水,从8月5日到8月12日共7天');
  keeps('110和120都打过');
  keeps('欠薪26000000元');
  keeps('业主群里都在说,联系人不清楚');
  keeps('我是江苏人');
});

test('redacting twice changes nothing more', () => {
  const once = redact(
    '我叫张小明,微信abc_12345,手机138 0013 8000,身份证32011619900101123X,邮箱a@b.cn,座机025-57751234',
  );
  assert.equal(redact(once), once);
});

test('a reply may name an office telephone but no private number', () => {
  assert.equal(carriesPrivateNumber('请拨打025-57751234咨询区政务中心'), false);
  assert.equal(carriesPrivateNumber('已与您的手机13800138000联系'), true);
  assert.equal(carriesPersonalData('联系人李四,'), true);
});

test('a long hostile text is scanned in linear time', () => {
  const time = (size: number) => {
    const text =
      '1 '.repeat(size) + '@'.repeat(size) + '我是'.repeat(size) + '微信号'.repeat(size) + 'a'.repeat(size) + '@';
    const start = performance.now();
    redact(text);
    return performance.now() - start;
  };
  time(500);
  assert.ok(time(20_000) < 2_000);
});
