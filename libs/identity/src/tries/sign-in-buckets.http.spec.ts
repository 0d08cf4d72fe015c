import type TestAgent from 'supertest/lib/agent';
import { aProduct, type TestMember, type TestOrganisation, type TestProduct } from '@countersign/testing';
import { SetUpTokens } from '#product';
import { MemberLinks } from '../links/member-links';
import { clientSecret, RealProvider } from '../oidc/testing/real-provider';

/** Everybody here comes from one address, as behind the gateway of an office. */
describe('What one address has used up', () => {
  let product: TestProduct;
  let provider: RealProvider;
  let organisation: TestOrganisation;
  let member: TestMember;

  beforeAll(async () => {
    provider = await RealProvider.start();
    product = await aProduct({ allowedPrivateHosts: ['localhost'] });
    organisation = await product.anOrganisation();
    member = await product.aMember({ organisation });
    const settings = {
      issuer: provider.issuer,
      clientId: 'countersign',
      clientSecret,
      label: 'Buyer Inc. account',
      roleClaim: null,
      roleMapping: [],
      enabled: true,
    };
    const admin = await product.signedInAs(member);
    await admin.put('/api/organisation/oidc').send(settings).expect(200);
  });

  beforeEach(() => product.behindTheBack('delete from app.rate_count; delete from app.sign_in_attempt'));

  afterAll(async () => {
    await product.close();
    await provider.stop();
  });

  const { password: guess } = { password: 'a guess' };
  const withPassword = (browser: TestAgent, password: string) =>
    browser.post('/api/sign-in').send({ email: member.email, password });
  const ways: Readonly<
    Record<string, (browser: TestAgent) => PromiseLike<{ status: number; text: string }>>
  > = {
    password: (browser) => withPassword(browser, member.password),
    provider: (browser) => browser.get('/api/sign-in/oidc').redirects(0),
    passkey: (browser) => browser.post('/api/sign-in/passkey/options').send({}),
    code: (browser) => browser.post('/api/sign-in/second-factor').send({ code: '123456' }),
    reset: (browser) => browser.post('/api/password-reset').send({ email: member.email }),
    'reset link': (browser) =>
      browser.post('/api/password-reset/complete').send({ token: 'x'.repeat(43), password: guess }),
    invitation: (browser) => browser.post('/api/invitation/open').send({ token: 'x'.repeat(43) }),
    'vendor’s link': (browser) => browser.post('/api/respond/exchange').send({ token: 'x'.repeat(43) }),
    'set-up': (browser) => browser.post('/api/set-up/open').send({ token: 'x'.repeat(43) }),
  };
  const statuses = async () => {
    const found: Record<string, number> = {};
    for (const [name, ask] of Object.entries(ways)) found[name] = (await ask(product.browser())).status;
    return found;
  };
  /** Everything that was counted so far is at its end; the arrivals alone, which are many times more, are not. */
  const useUp = () =>
    product.behindTheBack(`update app.rate_count set count = 100000 where name not like '%-arrival'`);

  it.each(Object.keys(ways))('by one way of coming in (%s) closes none of the others', async (used) => {
    const open = await statuses();
    expect(Object.values(open)).not.toContain(429);
    expect(open).toMatchObject({ password: 200, provider: 302, passkey: 200, reset: 202 });
    await product.behindTheBack('delete from app.rate_count');
    await ways[used]?.(product.browser());
    await useUp();
    expect(await statuses()).toEqual({ ...open, [used]: 429 });
  });

  it('sends nobody to the provider by mistake: the way there still leads there', async () => {
    await withPassword(product.browser(), guess).expect(401);
    await useUp();
    await withPassword(product.browser(), guess).expect(429);
    const { headers } = await product.browser().get('/api/sign-in/oidc').redirects(0).expect(302);
    expect(headers['location']).toContain(provider.issuer);
  });

  it('does not close the way to a new password for a device the account is known on', async () => {
    const home = product.browser();
    await withPassword(home, member.password).expect(200);
    await ways['reset']?.(product.browser());
    await useUp();
    const reset = (browser: TestAgent, email = member.email) =>
      browser.post('/api/password-reset').send({ email });
    await reset(product.browser()).expect(429);
    await reset(home).expect(202);
    await reset(home, 'nobody@alder.example').expect(429);
    await product.behindTheBack(`update app.rate_count set count = 10 where name = 'password-reset-device'`);
    await reset(home).expect(429);
  });

  it('does not keep the code from whoever has given the right password', async () => {
    const careful = await product.aMember({ organisation });
    await product.behindTheBack(
      `insert into app.member_totp (organisation_id, member_id, secret_sealed, confirmed_at) values ($1, $2, 'x', now())`,
      [organisation.id, careful.id],
    );
    const browser = product.browser();
    const { email, password } = careful;
    await browser.post('/api/sign-in').send({ email, password }).expect(200);
    await ways['code']?.(product.browser());
    await useUp();
    await product.behindTheBack(
      `update app.rate_count set count = 100000 where name = 'second-factor-arrival'`,
    );
    expect((await ways['code']?.(product.browser()))?.status).toBe(429);
    const offered = await browser.post('/api/sign-in/second-factor/passkey/options').send({});
    expect(offered.status).not.toBe(429);
    const forged = product.browser().set('Cookie', `countersign-step=${'A'.repeat(43)}`);
    expect((await ways['code']?.(forged))?.status).toBe(429);
    await product.behindTheBack(`update app.rate_count set count = 60 where name = 'second-factor-step'`);
    await browser.post('/api/sign-in/second-factor/passkey/options').send({}).expect(429);
  });

  it('does not end a link that somebody holds', async () => {
    const owner = await product.aMember({ organisation });
    const token = await product.asJobOf(organisation, () =>
      product.get(MemberLinks).mint('password-reset', owner.id),
    );
    await ways['reset link']?.(product.browser());
    await useUp();
    expect((await ways['reset link']?.(product.browser()))?.status).toBe(429);
    const password = 'seven quiet lamps on a pier';
    await product.browser().post('/api/password-reset/complete').send({ token, password }).expect(204);
  });
});

describe('Guesses at the set-up link', () => {
  it('do not keep the one who holds it from the set-up', async () => {
    const product = await aProduct();
    try {
      const token = await product.get(SetUpTokens).mint();
      const open = (tried: string) => product.browser().post('/api/set-up/open').send({ token: tried });
      for (let tries = 0; tries < 30; tries += 1) await open('x'.repeat(43)).expect(410);
      await open('x'.repeat(43)).expect(429);
      await open(token).expect(204);
    } finally {
      await product.close();
    }
  });
});
