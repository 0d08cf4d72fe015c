import { aProduct, type TestProduct } from '@countersign/testing';
import { AnotherOrganisation } from './another-organisation';
import { SetUpAnnouncement } from './set-up-announcement';
import { SetUpTokens } from './set-up-tokens';

const password = 'otters knit slow jumpers';

function aForm(token: string, wishes: object = {}) {
  return {
    token,
    organisation: { name: 'Alder Insurance', slug: 'alder', timeZone: 'America/New_York', country: 'US' },
    administrator: { name: 'Ada First', email: 'Ada@Alder.example', password },
    ...wishes,
  };
}

describe('The first run', () => {
  let product: TestProduct;

  beforeEach(async () => {
    product = await aProduct();
  });

  afterEach(() => product.close());

  const mint = () => product.get(SetUpTokens).mint();
  const open = (token: string) => product.browser().post('/api/set-up/open').send({ token });

  async function announced(): Promise<string[]> {
    const told: string[] = [];
    await product.get(SetUpAnnouncement).begin((address) => told.push(address));
    return told;
  }

  it('tells the operator one address, and makes the organisation, its content and its administrator by it', async () => {
    const [address = '', ...more] = await announced();
    expect(more).toEqual([]);
    expect(address).toMatch(/^http:\/\/localhost:3000\/set-up#t=[\w-]{43}$/);
    const token = address.slice(address.indexOf('=') + 1);
    const before = await product.browser().get('/api/session').expect(200);
    expect(before.body.setUpNeeded).toBe(true);
    await open(token).expect(204);
    await open(token).expect(204);

    const browser = product.browser();
    const { body } = await browser.post('/api/set-up').send(aForm(token)).expect(200);
    expect(body).toMatchObject({
      secondFactor: null,
      session: {
        member: { name: 'Ada First', email: 'ada@alder.example', roles: ['admin'] },
        organisation: { name: 'Alder Insurance', slug: 'alder' },
        setUpNeeded: false,
      },
    });
    expect((await browser.get('/api/questionnaires').expect(200)).body.items).toHaveLength(1);
    const [stored] = await product.behindTheBack<{ plain: boolean; ladders: boolean; holidays: boolean }>(
      `select bool_or(position(convert_to($1, 'utf8') in t.token_hash) > 0) as plain,
         exists (select from app.ladder_rung) as ladders, exists (select from app.holiday) as holidays
       from app.set_up_token t`,
      [token],
    );
    expect(stored).toEqual({ plain: false, ladders: true, holidays: true });
    const signIn = { email: 'ada@alder.example', password };
    await product.browser().post('/api/sign-in').send(signIn).expect(200);

    expect((await open(token).expect(410)).body.code).toBe('set-up-done');
    await product.browser().post('/api/set-up').send(aForm(token)).expect(410);
    expect(await announced()).toEqual([]);
  });

  it('makes one organisation of two that come at once, with one token or with two', async () => {
    const tokens = [await mint(), await mint()];
    const slugs = ['alder', 'birch', 'cedar', 'doubt'];
    const answers = await Promise.all(
      slugs.map((slug, index) => {
        const { organisation, ...form } = aForm(tokens[index % 2] ?? '');
        return product
          .browser()
          .post('/api/set-up')
          .send({ ...form, organisation: { ...organisation, slug } });
      }),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410, 410]);
    const rows = await product.behindTheBack(
      `select (select count(*)::int from app.organisation) as organisations,
         (select count(*)::int from app.member) as members, (select count(*)::int from app.questionnaire) as content`,
    );
    expect(rows).toEqual([{ organisations: 1, members: 1, content: 1 }]);
  });

  it('refuses a link that nobody was given, an old one, a weak password and a zone that is none', async () => {
    expect((await open('x'.repeat(43)).expect(410)).body.code).toBe('link-ended');
    const old = await mint();
    await product.behindTheBack(`update app.set_up_token set expires_at = now()`);
    await open(old).expect(410);
    await product.browser().post('/api/set-up').send(aForm(old)).expect(410);

    const token = await mint();
    const weak = aForm(token, {
      administrator: { name: 'Ada', email: 'ada@alder.example', password: 'alder insurance' },
    });
    const fieldsOf = async (form: object): Promise<string[]> => {
      const { body } = await product.browser().post('/api/set-up').send(form).expect(422);
      return body.fields.map(({ field }: { field: string }) => field);
    };
    expect(await fieldsOf(weak)).toEqual(['administrator.password']);
    const organisation = { name: 'Mars', slug: 'M ars', timeZone: 'Mars/Olympus', country: 'XX' };
    expect(await fieldsOf(aForm(token, { organisation }))).toEqual([
      'organisation.slug',
      'organisation.country',
    ]);
    expect(
      await fieldsOf(aForm(token, { organisation: { ...organisation, slug: 'mars', country: 'US' } })),
    ).toEqual(['organisation.timeZone']);
    const rows = await product.behindTheBack(`select from app.organisation`);
    expect(rows).toEqual([]);
    await open(token).expect(204);
  });

  it('counts tries, and says nothing in a demonstration', async () => {
    const tries = [];
    for (let count = 0; count < 31; count += 1) tries.push((await open('x'.repeat(43))).status);
    expect(tries.filter((status) => status === 429)).toHaveLength(1);
    await product.behindTheBack(`update app.product set demonstration = true`);
    expect(await announced()).toEqual([]);
  });

  it('lets the operator make another organisation, whose administrator comes by invitation', async () => {
    await product.anOrganisation({ slug: 'first' });
    const wanted = {
      organisation: { name: 'Birch Bank', slug: 'birch', timeZone: 'America/Chicago', country: 'US' },
      administrator: { name: 'Bo Birch', email: 'bo@birch.example' },
    };
    const address = await product.get(AnotherOrganisation).found(wanted);
    expect(address).toMatch(/^http:\/\/localhost:3000\/invitation#t=[\w-]{43}$/);
    const token = address.slice(address.indexOf('=') + 1);
    const mailed = await product.behindTheBack(
      `select recipient, kind, state from app.notification n join app.organisation o using (organisation_id)
       where o.slug = 'birch'`,
    );
    expect(mailed).toEqual([{ recipient: 'bo@birch.example', kind: 'member-invitation', state: 'pending' }]);
    const browser = product.browser();
    const opened = await browser.post('/api/invitation/open').send({ token }).expect(200);
    expect(opened.body).toEqual({
      organisationName: 'Birch Bank',
      organisationSlug: 'birch',
      name: 'Bo Birch',
      email: 'bo@birch.example',
      oidc: null,
    });
    const accepted = await browser
      .post('/api/invitation/accept')
      .send({ token, name: 'Bo B.', password })
      .expect(200);
    expect(accepted.body.session).toMatchObject({
      member: { name: 'Bo B.', roles: ['admin'] },
      organisation: { slug: 'birch' },
    });
    await expect(
      product.get(AnotherOrganisation).found({ ...wanted, administrator: {} }),
    ).rejects.toMatchObject({
      status: 422,
    });
    await expect(product.get(AnotherOrganisation).found(wanted)).rejects.toMatchObject({ code: '23505' });
  });
});
