import type TestAgent from 'supertest/lib/agent';
import { STUB_LANGUAGE } from '@countersign/content';
import { aProduct, type TestMember, type TestOrganisation, type TestProduct } from '@countersign/testing';

const inStub = expect.stringMatching(/^⟦[^A-Za-z]+⟧$/);

describe('The language of a member', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;
  let member: TestMember;
  let browser: TestAgent;

  beforeAll(async () => {
    product = await aProduct({ stubLanguage: true });
    organisation = await product.anOrganisation();
    member = await product.aMember({ organisation, roles: ['procurement'] });
    browser = await product.signedInAs(member);
  });

  afterAll(() => product.close());

  const refusal = async () => (await browser.post('/api/vendors').send({ name: '' }).expect(422)).body;
  const speak = (language: string) => browser.put('/api/account/language').send({ language });

  it('is English until somebody chooses, whatever the browser asks for', async () => {
    expect((await browser.get('/api/session').expect(200)).body.language).toBe('en');
    const { body } = await browser
      .get(`/api/vendors/${organisation.id}`)
      .set('Accept-Language', STUB_LANGUAGE)
      .expect(404);
    expect(body).toMatchObject({ title: 'Not found', detail: 'There is no such vendor.' });
  });

  it('must be on offer', async () => {
    const { body } = await speak('is').expect(422);
    expect(body.fields).toEqual([{ field: 'language', message: 'Choose one of the languages on offer.' }]);
  });

  it('words what is refused from the next answer on, its fields and its title too, and stands in the trail', async () => {
    await speak(STUB_LANGUAGE).expect(204);
    expect((await browser.get('/api/session').expect(200)).body.language).toBe(STUB_LANGUAGE);
    const body = await refusal();
    expect(body).toMatchObject({ code: 'invalid', title: inStub });
    expect(body.fields.length).toBeGreaterThan(0);
    for (const { message } of body.fields) expect(message).toEqual(inStub);
    const notFound = await browser.get(`/api/vendors/${organisation.id}`).expect(404);
    expect(notFound.body).toMatchObject({ code: 'not-found', title: inStub, detail: inStub });
    const trail = await product.behindTheBack(
      `select before, after from app.audit_event where object_id = $1 and what = 'member.language-changed'`,
      [member.id],
    );
    expect(trail).toEqual([{ before: { language: 'en' }, after: { language: STUB_LANGUAGE } }]);
    await speak('en').expect(204);
    expect((await refusal()).title).toBe('Some values cannot be accepted');
  });

  it('of a stranger is what the browser asks for', async () => {
    const ask = (wish: string) =>
      product.browser().get('/api/vendors').set('Accept-Language', wish).expect(401);
    expect((await ask(`is, ${STUB_LANGUAGE};q=0.5`)).body).toMatchObject({
      code: 'signed-out',
      detail: inStub,
    });
    expect((await ask('is')).body).toMatchObject({ code: 'signed-out', detail: 'Please sign in.' });
  });
});
