import { aProduct, type TestOrganisation, type TestProduct } from '@countersign/testing';
import { Organisations } from '../organisations/organisations';
import { Members } from './members';

describe('Members', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;
  let other: TestOrganisation;

  beforeAll(async () => {
    product = await aProduct();
    organisation = await product.anOrganisation();
    other = await product.anOrganisation();
  });

  afterAll(() => product.close());

  it('are listed to their own organisation, by name, without what they keep secret', async () => {
    const lead = await product.aMember({ organisation, name: 'Zoe Lead', roles: ['risk'] });
    const member = await product.aMember({
      organisation,
      name: 'Abe Buyer',
      roles: ['procurement'],
      leadId: lead.id,
    });
    await product.aMember({ organisation: other, name: 'Mallory' });
    const browser = await product.signedInAs(member);
    const { body } = await browser.get('/api/members').expect(200);
    expect(body).toEqual({
      items: [
        {
          id: member.id,
          name: 'Abe Buyer',
          email: member.email,
          roles: ['procurement'],
          leadId: lead.id,
          active: true,
        },
        { id: lead.id, name: 'Zoe Lead', email: lead.email, roles: ['risk'], leadId: null, active: true },
      ],
    });
  });

  it('leave one line in the trail when they come', async () => {
    const member = await product.aMember({ organisation, name: 'New Comer' });
    const sql = `select actor_kind, actor_name, what, after from app.audit_event where object_id = $1`;
    expect(await product.behindTheBack(sql, [member.id])).toEqual([
      {
        actor_kind: 'job',
        actor_name: 'set-up',
        what: 'member.created',
        after: {
          name: 'New Comer',
          email: member.email,
          roles: expect.arrayContaining(['procurement', 'auditor']),
        },
      },
    ]);
  });

  it('need a password of fifteen characters, and an address of their own', async () => {
    const members = product.get(Members);
    const wanted = { organisationId: organisation.id, name: 'Eve', email: 'Eve@Example.com', roles: [] };
    const short = members.createMember({ ...wanted, password: 'fourteen chars' });
    await expect(short).rejects.toMatchObject({ status: 422, fields: [{ field: 'password' }] });
    await members.createMember({ ...wanted, password: 'fifteen letters' });
    const again = members.createMember({ ...wanted, email: 'eve@example.com', password: 'fifteen letters' });
    await expect(again).rejects.toMatchObject({ code: '23505' });
  });

  it('have their password kept as argon2id with a salt of its own', async () => {
    const twins = [await product.aMember({ organisation }), await product.aMember({ organisation })];
    const rows = await product.behindTheBack<{ password_hash: string }>(
      'select password_hash from app.member where id = any ($1)',
      [twins.map(({ id }) => id)],
    );
    const [first, second] = rows.map((row) => row.password_hash);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(second).not.toBe(first);
  });

  it('belong to an organisation whose zone the whole product knows', async () => {
    const organisations = product.get(Organisations);
    const wanted = { name: 'Mars', slug: 'mars', timeZone: 'Mars/Olympus' };
    await expect(organisations.createOrganisation(wanted)).rejects.toMatchObject({
      fields: [{ field: 'timeZone' }],
    });
    // Known to Postgres alone, so that a date would differ from page to page.
    const posix = { ...wanted, timeZone: 'posix/America/New_York' };
    await expect(organisations.createOrganisation(posix)).rejects.toMatchObject({
      fields: [{ field: 'timeZone' }],
    });
  });
});

describe('Business time', () => {
  let product: TestProduct;

  beforeAll(async () => {
    product = await aProduct();
  });

  afterAll(() => product.close());

  it('is the date in the zone of the organisation, and moves with the product', async () => {
    const east = await product.anOrganisation({ timeZone: 'Pacific/Kiritimati' });
    const west = await product.anOrganisation({ timeZone: 'Pacific/Pago_Pago' });
    const todayOf = async (organisation: TestOrganisation): Promise<string> => {
      const browser = await product.signedInAs(await product.aMember({ organisation }));
      const { body } = await browser.get('/api/session').expect(200);
      return body.today as string;
    };
    const [ahead, behind] = [await todayOf(east), await todayOf(west)];
    expect(Date.parse(ahead) - Date.parse(behind)).toBeGreaterThanOrEqual(24 * 60 * 60 * 1000);
    await product.letTimePass('10 days');
    expect(Date.parse(await todayOf(east)) - Date.parse(ahead)).toBe(10 * 24 * 60 * 60 * 1000);
  });

  it('does not end a session: those keep to the clock of the database', async () => {
    const organisation = await product.anOrganisation();
    const browser = await product.signedInAs(await product.aMember({ organisation }));
    await product.letTimePass('30 days');
    await browser.get('/api/members').expect(200);
  });
});
