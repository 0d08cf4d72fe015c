import { Logger } from '@nestjs/common';
import type TestAgent from 'supertest/lib/agent';
import { Config } from '@countersign/platform';
import { aProduct, type TestMember, type TestProduct } from '@countersign/testing';
import { UnnamedProxies } from './unnamed-proxies';

const visitor = '198.51.100.7';

describe('A proxy that TRUSTED_PROXIES does not name', () => {
  let product: TestProduct;
  let admin: TestMember;
  let browser: TestAgent;
  let told: jest.SpyInstance;

  beforeEach(async () => {
    told = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    product = await aProduct({ trustedProxies: ['10.9.0.0/16'] });
    admin = await product.aMember({ organisation: await product.anOrganisation(), roles: ['admin'] });
    browser = await product.signedInAs(admin);
  });

  afterEach(async () => {
    await product.close();
    told.mockRestore();
  });

  const throughProxy = (headers: Record<string, string> = { 'X-Forwarded-For': visitor }) =>
    product.browser().get('/api/session').set(headers).expect(200);
  const settled = () => product.get(UnnamedProxies).settled();
  const shown = async () => {
    await settled();
    const { body } = await browser.get('/api/system').expect(200);
    return body.unnamedProxies as { address: string; setting: string; namesVisitors: boolean }[];
  };
  /** Another process, or this one after a start. */
  const another = (trustedProxies: readonly string[]) =>
    new UnnamedProxies(new Config({ ...product.config, trustedProxies }), product.database);
  const seenBy = (proxies: UnnamedProxies) => product.as(admin, () => proxies.seen());
  const lines = () =>
    told.mock.calls.map(([line]) => String(line)).filter((line) => line.includes('TRUSTED_PROXIES'));

  it('is told to the administrator and, once, to the log: its address, the remedy, and of the visitors nothing', async () => {
    expect(await shown()).toEqual([]);
    for (let visit = 0; visit < 5; visit += 1) await throughProxy();
    expect(await shown()).toEqual([
      {
        address: '127.0.0.1',
        lastSeenAt: expect.stringMatching(/Z$/),
        namesVisitors: true,
        setting: 'TRUSTED_PROXIES=10.9.0.0/16,127.0.0.1',
      },
    ]);
    expect(lines()).toHaveLength(1);
    expect(lines()[0]).toContain('from 127.0.0.1, which TRUSTED_PROXIES does not name');
    expect(lines()[0]).toContain('set TRUSTED_PROXIES=10.9.0.0/16,127.0.0.1 ');
    const rows = await product.behindTheBack('select to_jsonb(p) as row from app.unnamed_proxy p');
    expect(JSON.stringify([lines(), rows])).not.toContain(visitor);
  });

  it('is told once a day, however many processes there are and however often they start', async () => {
    await throughProxy();
    await settled();
    const request = { headers: { forwarded: 'for=x' }, socket: { remoteAddress: '::ffff:127.0.0.1' } };
    const note = async () => {
      const proxies = another([]);
      proxies.note(request);
      await proxies.settled();
    };
    await note();
    expect(lines()).toHaveLength(1);
    await product.behindTheBack(`update app.unnamed_proxy set told_at = told_at - interval '25 hours'`);
    await note();
    await note();
    expect(lines()).toHaveLength(2);
    expect(await product.behindTheBack('select address, names_visitors from app.unnamed_proxy')).toEqual([
      { address: '127.0.0.1', names_visitors: false },
    ]);
  });

  it('is gone once it is named and the process has started again, and otherwise an hour after it was seen last', async () => {
    await throughProxy();
    await settled();
    expect(await seenBy(another([]))).toHaveLength(1);
    expect(await seenBy(another(['127.0.0.1']))).toEqual([]);
    expect(await seenBy(another(['127.0.0.0/8']))).toEqual([]);
    await product.behindTheBack(`update app.unnamed_proxy set seen_at = seen_at - interval '61 minutes'`);
    expect(await seenBy(another([]))).toEqual([]);
    await product.get(UnnamedProxies).forgetOld();
    expect(await product.behindTheBack('select from app.unnamed_proxy')).toHaveLength(1);
    await product.behindTheBack(`update app.unnamed_proxy set seen_at = seen_at - interval '1 day'`);
    await product.get(UnnamedProxies).forgetOld();
    expect(await product.behindTheBack('select from app.unnamed_proxy')).toEqual([]);
  });

  it.each([
    ['X-Forwarded-For', true],
    ['Forwarded', false],
    ['X-Forwarded-Proto', false],
    ['X-Real-IP', false],
  ])('is noticed by %s', async (header, namesVisitors) => {
    await throughProxy({ [header]: 'https' });
    expect(await shown()).toEqual([expect.objectContaining({ namesVisitors })]);
  });

  it('is nobody on the internet who sends such a header, and not whoever sends none', async () => {
    await product.browser().get('/api/session').expect(200);
    const proxies = product.get(UnnamedProxies);
    for (const remoteAddress of ['203.0.113.9', '2001:db8::9', '10.9.4.4', undefined, 'nonsense']) {
      proxies.note({ headers: { 'x-forwarded-for': visitor }, socket: { remoteAddress } });
    }
    expect(await shown()).toEqual([]);
    expect(lines()).toEqual([]);
  });

  it('is one of sixteen at most: a network of forgers fills no table and no log', async () => {
    const proxies = another([]);
    for (let number = 1; number <= 60; number += 1) {
      const socket = { remoteAddress: `192.168.7.${number}` };
      const fresh = number % 2 === 0 ? proxies : another([]);
      fresh.note({ headers: { 'x-forwarded-for': visitor }, socket });
      await fresh.settled();
    }
    expect(await product.behindTheBack('select from app.unnamed_proxy')).toHaveLength(16);
    expect(lines()).toHaveLength(16);
  });

  it('is no concern of other roles', async () => {
    const reviewer = await product.aMember({
      organisation: await product.anOrganisation(),
      roles: ['reviewer'],
    });
    await (await product.signedInAs(reviewer)).get('/api/system').expect(403);
  });
});
