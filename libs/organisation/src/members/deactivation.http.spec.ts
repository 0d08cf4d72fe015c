import type TestAgent from 'supertest/lib/agent';
import { MemberLinks } from '@countersign/identity';
import {
  anAgent,
  aProduct,
  MailWorks,
  SmtpSink,
  type TestMember,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';

const password = 'otters knit slow jumpers';

describe('A deactivated member', () => {
  let product: TestProduct;
  let sink: SmtpSink;
  let works: MailWorks;
  let organisation: TestOrganisation;
  let admin: TestAgent;
  let leaver: TestMember;
  let own: TestAgent;

  beforeAll(async () => {
    product = await aProduct();
    sink = await new SmtpSink().start();
    works = new MailWorks(product, { smtpUrl: sink.url, inboxSmtpUrl: null });
    organisation = await product.anOrganisation();
    admin = await product.signedInAs(await product.aMember({ organisation, roles: ['admin'] }));
  });

  beforeEach(async () => {
    leaver = await product.aMember({ organisation });
    own = await product.signedInAs(leaver);
    sink.received.length = 0;
  });

  afterAll(async () => {
    await works.stop();
    await product.close();
    await sink.stop();
  });

  const set = (what: 'deactivate' | 'reactivate') =>
    admin.post(`/api/members/${leaver.id}/${what}`).expect(204);
  const signIn = () =>
    product.browser().post('/api/sign-in').send({ email: leaver.email, password: leaver.password });

  /** Of this test: earlier ones may have left theirs to be sent. */
  const mailsTo = (address: string): string[] =>
    sink.received.filter(({ to }) => to.includes(address)).map(({ text }) => text);

  async function aToken(): Promise<string> {
    const wanted = {
      name: 'Export',
      scopes: ['vendor.read'],
      expiresOn: new Date().toISOString().slice(0, 10),
    };
    const { body } = await own.post('/api/account/tokens').send(wanted).expect(201);
    return body.token as string;
  }

  const byToken = (token: string) =>
    anAgent(product.app.getHttpServer()).get('/api/vendors').set('Authorization', `Bearer ${token}`);

  const resetBy = (token: string) =>
    product
      .browser()
      .post('/api/password-reset/complete')
      .send({ token, password: 'wombats file their taxes' });

  const aResetLink = () =>
    product.asJobOf(organisation, () => product.get(MemberLinks).mint('password-reset', leaver.id));

  it('is out on the next request: every session, API token and reset link, and none comes back', async () => {
    const second = await product.signedInAs(leaver);
    const [token, link] = [await aToken(), await aResetLink()];
    await second.get('/api/vendors').expect(200);
    await byToken(token).expect(200);

    await set('deactivate');
    await own.get('/api/vendors').expect(401);
    await second.get('/api/session').expect(200, /"member":null/);
    await byToken(token).expect(401);
    await resetBy(link).expect(410);
    await signIn().expect(401);
    const [line] = await product.behindTheBack(
      `select what, detail from app.audit_event where object_id = $1 order by id desc limit 1`,
      [leaver.id],
    );
    expect(line).toEqual({ what: 'member.deactivated', detail: { sessions: 2, apiTokens: 1, links: 1 } });

    await set('reactivate');
    await own.get('/api/vendors').expect(401);
    await second.get('/api/vendors').expect(401);
    await byToken(token).expect(401);
    await resetBy(link).expect(410);
    await signIn().expect(200);
  });

  it('finds nothing open that came about while deactivated, either', async () => {
    await set('deactivate');
    await expect(product.signedInAs(leaver)).rejects.toMatchObject({ status: 401 });
    const link = await aResetLink();
    await resetBy(link).expect(410);
    await product.browser().post('/api/password-reset').send({ email: leaver.email }).expect(202);
    await set('reactivate');
    await resetBy(link).expect(410);
    await works.sendDue(organisation);
    expect(mailsTo(leaver.email)).toEqual([]);
  });

  it('gets no mail that was waiting, and the history says why', async () => {
    await admin.post(`/api/members/${leaver.id}/send-password-reset`).expect(204);
    await set('deactivate');
    await works.sendDue(organisation);
    expect(mailsTo(leaver.email)).toEqual([]);
    const rows = await product.behindTheBack(
      `select kind, state, reason from app.notification where member_id = $1`,
      [leaver.id],
    );
    expect(rows).toEqual([
      {
        kind: 'password-reset',
        state: 'suppressed',
        reason: { code: 'mail-reason.deactivated', parameters: {} },
      },
    ]);
    const again = await admin.post(`/api/members/${leaver.id}/send-password-reset`).expect(409);
    expect(again.body.code).toBe('deactivated');
  });

  it('leaves the invitations that were sent: they are the organisation’s', async () => {
    const invitation = { email: 'guest@alder.example', name: 'Guest', roles: ['auditor'], leadId: null };
    await own.post('/api/members/invitations').send(invitation).expect(201);
    await set('deactivate');
    await works.sendDue(organisation);
    const token = /\/invitation#t=([\w-]{43})/.exec(mailsTo('guest@alder.example')[0] ?? '')?.[1];
    const accepted = { token, name: 'Guest', password };
    const { body } = await product.browser().post('/api/invitation/accept').send(accepted).expect(200);
    expect(body.session.member.roles).toEqual(['auditor']);
  });

  it('is deactivated once, and an administrator may end sessions without it', async () => {
    await admin.post(`/api/members/${leaver.id}/end-sessions`).expect(204);
    await own.get('/api/vendors').expect(401);
    await signIn().expect(200);
    await set('deactivate');
    await set('deactivate');
    const lines = await product.behindTheBack<{ what: string }>(
      `select what from app.audit_event where object_id = $1 and what like 'member.%' order by id`,
      [leaver.id],
    );
    expect(lines.map(({ what }) => what)).toEqual([
      'member.created',
      'member.sessions-ended',
      'member.signed-in',
      'member.deactivated',
    ]);
  });

  it('has reset mail sent by the administrator, with a link that only the member sees', async () => {
    await admin.post(`/api/members/${leaver.id}/send-password-reset`).expect(204);
    await works.sendDue(organisation);
    const token = /\/reset-password#t=([\w-]{43})/.exec(mailsTo(leaver.email)[0] ?? '')?.[1] ?? '';
    await resetBy(token).expect(204);
    await own.get('/api/vendors').expect(401);
  });
});
