import type TestAgent from 'supertest/lib/agent';
import {
  aProduct,
  MailWorks,
  SmtpSink,
  type TestMember,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';

const password = 'otters knit slow jumpers';

describe('Members, as their administrator sees them', () => {
  let product: TestProduct;
  let sink: SmtpSink;
  let works: MailWorks;
  let organisation: TestOrganisation;
  let other: TestOrganisation;
  let admin: TestMember;
  let browser: TestAgent;

  beforeAll(async () => {
    product = await aProduct();
    sink = await new SmtpSink().start();
    works = new MailWorks(product, { smtpUrl: sink.url, inboxSmtpUrl: null });
    other = await product.anOrganisation();
    organisation = await product.anOrganisation({ name: 'Alder Insurance' });
    admin = await product.aMember({ organisation, roles: ['admin'], name: 'Ada Min' });
    browser = await product.signedInAs(admin);
  });

  afterAll(async () => {
    await works.stop();
    await product.close();
    await sink.stop();
  });

  const invite = (wishes: object) =>
    browser
      .post('/api/members/invitations')
      .send({ email: 'new@alder.example', name: 'New Comer', roles: ['reviewer'], leadId: null, ...wishes });

  const trailOf = (id: string) =>
    product.behindTheBack<{ what: string; before: unknown; after: unknown; actor_name: string }>(
      `select what, before, after, actor_name from app.audit_event where object_id = $1 order by id`,
      [id],
    );

  /** The token in the latest mail to this address. */
  async function mailedToken(to: string): Promise<string> {
    await works.sendDue(organisation);
    const mail = sink.received.findLast((one) => one.to.includes(to));
    return /\/invitation#t=([\w-]{43})/.exec(mail?.text ?? '')?.[1] ?? 'no mail';
  }

  const accept = (token: string, wishes: object = {}) =>
    product
      .browser()
      .post('/api/invitation/accept')
      .send({ token, name: 'New Comer', password, ...wishes });

  it('come by a mailed invitation, choose their name and password, and are in', async () => {
    const { body: invitation } = await invite({ email: 'Neo@Alder.example' }).expect(201);
    expect(invitation).toMatchObject({
      email: 'neo@alder.example',
      roles: ['reviewer'],
      invitedBy: 'Ada Min',
      state: 'open',
    });
    const token = await mailedToken('neo@alder.example');
    const opened = await product.browser().post('/api/invitation/open').send({ token }).expect(200);
    expect(opened.body).toMatchObject({ organisationName: 'Alder Insurance', email: 'neo@alder.example' });
    const weak = await accept(token, { password: 'neo@alder.example' }).expect(422);
    expect(weak.body.fields).toMatchObject([{ field: 'password' }]);

    const newcomer = product.browser();
    const answer = await newcomer
      .post('/api/invitation/accept')
      .send({ token, name: ' Neo C. ', password })
      .expect(200);
    expect(answer.body.session.member).toMatchObject({ name: 'Neo C.', roles: ['reviewer'] });
    await newcomer.get('/api/members').expect(200);
    await product.browser().post('/api/sign-in').send({ email: 'neo@alder.example', password }).expect(401);
    const named = { email: 'neo@alder.example', password, organisation: organisation.slug };
    await product.browser().post('/api/sign-in').send(named).expect(200);

    await accept(token).expect(410);
    await product.browser().post('/api/invitation/open').send({ token }).expect(410);
    const { body } = await browser.get('/api/members/overview').expect(200);
    expect(body.invitations).toEqual([]);
    expect(body.members).toContainEqual(
      expect.objectContaining({ name: 'Neo C.', active: true, secondFactor: 'none', leadName: null }),
    );
    expect((await trailOf(invitation.id)).map(({ what }) => what)).toEqual([
      'member.invited',
      'member-invitation.accepted',
    ]);
    expect((await trailOf(answer.body.session.member.id)).map(({ what }) => what)).toEqual([
      'member.created',
      'member.signed-in',
      'member.signed-in',
    ]);
  });

  it('become one member when two answers come at once', async () => {
    await invite({ email: 'twice@alder.example' }).expect(201);
    const token = await mailedToken('twice@alder.example');
    const answers = await Promise.all([accept(token), accept(token), accept(token)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410]);
  });

  it('are not invited twice, and an invitation that was withdrawn or is old opens nothing', async () => {
    const known = await invite({ email: admin.email }).expect(409);
    expect(known.body).toMatchObject({ code: 'already-member', fields: [{ field: 'email' }] });
    const { body: invitation } = await invite({ email: 'late@alder.example' }).expect(201);
    const again = await invite({ email: 'LATE@alder.example' }).expect(409);
    expect(again.body).toMatchObject({ code: 'already-invited', fields: [{ field: 'email' }] });

    const first = await mailedToken('late@alder.example');
    await product.behindTheBack(`update app.member_invitation set expires_at = now() where id = $1`, [
      invitation.id,
    ]);
    await accept(first).expect(410);
    const overview = await browser.get('/api/members/overview').expect(200);
    expect(overview.body.invitations).toMatchObject([{ email: 'late@alder.example', state: 'expired' }]);
    await browser.post(`/api/members/invitations/${invitation.id}/send-again`).expect(204);
    const second = await mailedToken('late@alder.example');
    expect(second).not.toBe(first);
    const open = (tried: string) => product.browser().post('/api/invitation/open').send({ token: tried });
    await open('A'.repeat(43)).expect(410);
    await product.behindTheBack(`update app.rate_count set count = 120 where name = 'invitation'`);
    await open('A'.repeat(43)).expect(429);
    await open(second).expect(200);
    await product.behindTheBack('delete from app.rate_count');

    await browser.delete(`/api/members/invitations/${invitation.id}`).expect(204);
    await accept(second).expect(410);
    await accept(first).expect(410);
    await browser.post(`/api/members/invitations/${invitation.id}/send-again`).expect(404);
    await invite({ email: 'late@alder.example' }).expect(201);
    await accept('x'.repeat(43)).expect(410);
  });

  it('are invited only with roles that exist and a lead who is one of them', async () => {
    const stranger = await product.aMember({ organisation: other });
    const gone = await product.aMember({ organisation });
    await browser.post(`/api/members/${gone.id}/deactivate`).expect(204);
    const { body } = await invite({ email: 'none', roles: ['owner'], name: ' ' }).expect(422);
    expect(body.fields.map(({ field }: { field: string }) => field).sort()).toEqual([
      'email',
      'name',
      'roles',
    ]);
    for (const leadId of [stranger.id, gone.id]) {
      const refused = await invite({ email: 'led@alder.example', leadId }).expect(422);
      expect(refused.body.fields).toMatchObject([{ field: 'leadId' }]);
    }
  });

  it('change name, roles and lead by the administrator alone, each with its line in the trail', async () => {
    const lead = await product.aMember({ organisation, name: 'Lea Der' });
    const member = await product.aMember({ organisation, name: 'Old Name', roles: ['auditor'] });
    const fields = { name: 'New Name', roles: ['procurement', 'risk'], leadId: lead.id };
    const change = { ...fields, revision: 1 };
    const own = await product.signedInAs(member);
    await own.put(`/api/members/${member.id}`).send(change).expect(403);
    const { body } = await browser.put(`/api/members/${member.id}`).send(change).expect(200);
    expect(body).toMatchObject({ name: 'New Name', roles: ['procurement', 'risk'], leadName: 'Lea Der' });
    expect((await own.get('/api/session').expect(200)).body.member.permissions).toContain('vendor.write');
    const again = await browser
      .put(`/api/members/${member.id}`)
      .send({ ...fields, revision: 2 })
      .expect(200);
    expect(again.body.revision).toBe(2);
    const lines = (await trailOf(member.id)).filter(({ what }) => what === 'member.changed');
    expect(lines).toEqual([
      {
        what: 'member.changed',
        actor_name: 'Ada Min',
        before: { name: 'Old Name', roles: ['auditor'], leadId: null },
        after: fields,
      },
    ]);
    const self = await browser
      .put(`/api/members/${member.id}`)
      .send({ ...change, leadId: member.id, revision: 2 });
    expect([self.status, self.body.fields?.[0].field]).toEqual([422, 'leadId']);
    const stranger = await product.aMember({ organisation: other });
    await browser
      .put(`/api/members/${stranger.id}`)
      .send({ ...change, leadId: null })
      .expect(404);
    await browser.post(`/api/members/${stranger.id}/deactivate`).expect(404);
  });

  it('are not overwritten by a second administrator, who is told what the first has saved', async () => {
    const member = await product.aMember({ organisation, name: 'Two Tabs', roles: ['auditor'] });
    const second = await product.signedInAs(await product.aMember({ organisation, roles: ['admin'] }));
    const first = { name: 'Two Tabs', roles: ['risk'], leadId: null, revision: 1 };
    await browser.put(`/api/members/${member.id}`).send(first).expect(200);
    const change = { name: 'Too Tabs', roles: ['auditor'], leadId: null };
    const refused = await second
      .put(`/api/members/${member.id}`)
      .send({ ...change, revision: 1 })
      .expect(409);
    expect(refused.body).toMatchObject({ code: 'stale-revision', present: { ...first, revision: 2 } });
    const kept = await second
      .put(`/api/members/${member.id}`)
      .send({ ...change, roles: ['risk'], revision: 2 })
      .expect(200);
    expect(kept.body).toMatchObject({ name: 'Too Tabs', roles: ['risk'], revision: 3 });
  });

  it('see when somebody was last here and which second factor they have', async () => {
    const member = await product.aMember({ organisation, name: 'Sec Ond' });
    await product.behindTheBack(
      `insert into app.member_totp (organisation_id, member_id, secret_sealed, confirmed_at)
       values ($1, $2, 'sealed', now())`,
      [organisation.id, member.id],
    );
    const of = async () => {
      const { body } = await browser.get('/api/members/overview').expect(200);
      return body.members.find(({ id }: { id: string }) => id === member.id);
    };
    expect(await of()).toMatchObject({ secondFactor: 'totp', lastSeenAt: null });
    await product.signedInAs(member);
    expect((await of()).lastSeenAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    await product.behindTheBack(
      `insert into app.passkey (organisation_id, member_id, credential_id, public_key, counter, name, backed_up)
       values ($1, $2, '\\x01', '\\x02', 0, 'Phone', false), ($1, $2, '\\x03', '\\x04', 0, 'Key', false)`,
      [organisation.id, member.id],
    );
    expect((await of()).secondFactor).toBe('both');
    const auditor = await product.signedInAs(await product.aMember({ organisation, roles: ['auditor'] }));
    await auditor.get('/api/members/overview').expect(200);
    const buyer = await product.signedInAs(await product.aMember({ organisation, roles: ['procurement'] }));
    await buyer.get('/api/members/overview').expect(403);
  });
});

describe('The last administrator', () => {
  let product: TestProduct;

  beforeAll(async () => {
    product = await aProduct();
  });

  afterAll(() => product.close());

  const plain = (name: string) => ({ name, roles: ['auditor'], leadId: null, revision: 1 });

  it('can neither be deactivated nor lose the role, by nobody', async () => {
    const organisation = await product.anOrganisation();
    const admin = await product.aMember({ organisation, roles: ['admin'], name: 'Only One' });
    const inactive = await product.aMember({ organisation, roles: ['admin'] });
    const browser = await product.signedInAs(admin);
    await browser.post(`/api/members/${inactive.id}/deactivate`).expect(204);
    const refusals = [
      await browser.post(`/api/members/${admin.id}/deactivate`),
      await browser.put(`/api/members/${admin.id}`).send(plain('Only One')),
    ];
    expect(refusals.map(({ status, body }) => [status, body.code])).toEqual([
      [409, 'last-administrator'],
      [409, 'last-administrator'],
    ]);
    await browser.post(`/api/members/${inactive.id}/reactivate`).expect(204);
    await browser.put(`/api/members/${admin.id}`).send(plain('Only One')).expect(200);
    await browser.put(`/api/members/${admin.id}`).send(plain('Only One')).expect(403);
  });

  it('is left when two administrators remove each other at once', async () => {
    for (let round = 0; round < 6; round += 1) {
      const organisation = await product.anOrganisation();
      const pair = [
        await product.aMember({ organisation, roles: ['admin'] }),
        await product.aMember({ organisation, roles: ['admin', 'risk'] }),
      ] as const;
      const browsers = [await product.signedInAs(pair[0]), await product.signedInAs(pair[1])] as const;
      const answers = await Promise.all([
        browsers[0].post(`/api/members/${pair[1].id}/deactivate`),
        browsers[1].put(`/api/members/${pair[0].id}`).send(plain('Removed')),
        browsers[0].put(`/api/members/${pair[0].id}`).send(plain('Leaving')),
        browsers[1].post(`/api/members/${pair[1].id}/deactivate`),
      ]);
      const [left] = await product.behindTheBack<{ count: number }>(
        `select count(*)::int as count from app.member
         where organisation_id = $1 and active and 'admin' = any (roles)`,
        [organisation.id],
      );
      expect(left?.count).toBe(1);
      expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
      expect(answers.some(({ body }) => body.code === 'last-administrator')).toBe(true);
    }
  });
});
