import { mailTemplates, type MailTemplate } from '@countersign/content';
import { addDays, rungsAt, type IsoDate } from '@countersign/domain';
import { notFound, say, type Database } from '@countersign/platform';
import {
  aProduct,
  MailScene,
  MailWorks,
  SmtpSink,
  type TestMember,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import { StuckReader } from '#product';
import type {
  MailAttachment,
  MailLadder,
  MailPeople,
  MailRow,
  MailRule,
  MailSubject,
  Reason,
} from './mail-subject';
import { MailSubjects } from './mail-subjects';
import { Milestones } from './milestones';

/** A mail of its own brings texts of its own; two that stand in the texts do for what is looked at here. */
const toOwner: MailTemplate = {
  ...mailTemplates['contract-review'],
  title: 'contract-review.title',
  subject: 'contract-review.subject',
  paragraphs: ['shared.hello', 'address-suppressed.it-was-about'],
};

const toVendor: MailTemplate = {
  ...toOwner,
  title: 'contract-ended.title',
  action: 'action.review-the-answers',
  paragraphs: [...toOwner.paragraphs, 'assessment-receipt.copy'],
};

/** All that a feature writes for a mail of its own: this class, and the texts above. */
class AnniversaryMailSubject implements MailSubject {
  readonly objectKind = 'anniversary';
  readonly mails: Readonly<Record<string, MailRule>> = {
    'anniversary-owner': { template: toOwner, afterTheFact: false, link: null, code: null, attachment: null },
    'anniversary-vendor': {
      template: toVendor,
      afterTheFact: false,
      code: null,
      attachment: { prepare: (row) => this.enclose(row) },
      link: {
        path: '/greet',
        ended: ({ recipient }) =>
          Promise.resolve(
            recipient.startsWith('shy') ? say('as-written', { text: 'Nobody greets here.' }) : null,
          ),
        mint: ({ objectId }) => Promise.resolve(`token-of-${objectId}`),
      },
    },
  };
  readonly ladders: Readonly<Record<string, MailLadder>> = {
    anniversary: {
      variants: {
        standard: [...rungsAt([-3, 0], ['owner', 'lead-contact']), ...rungsAt([2], ['owner-lead'])],
      },
      mailOn: (_rung, to) => (to === 'contacts' ? 'anniversary-vendor' : 'anniversary-owner'),
    },
  };
  readonly people: MailPeople = {
    owners: `
      select e.id as object_id, e.owner_id from app.engagement e where e.organisation_id = :organisationId`,
    fallbackRole: 'reviewer',
    contacts: `
      select e.id as object_id, 'lead-contact' as who, c.id as contact_id
      from app.engagement e
      join app.contact c on c.organisation_id = e.organisation_id and c.vendor_id = e.vendor_id
      where e.organisation_id = :organisationId`,
  };
  readonly shownToReadersOfVendors = true;

  enclose: MailAttachment['prepare'] = () => Promise.resolve(() => Promise.resolve({ kind: 'outdated' }));

  constructor(private readonly database: Database) {}

  async reason({ objectId }: MailRow): Promise<Reason> {
    const [engagement] = await this.database.query<{ name: string; state: string; organisationName: string }>(
      `
      select e.name, e.state, o.name as organisation_name
      from app.engagement e
      join app.organisation o on o.organisation_id = e.organisation_id
      where e.organisation_id = :organisationId and e.id = :objectId
      for share of e`,
      { organisationId: this.database.organisationId, objectId },
    );
    if (engagement === undefined) throw notFound('engagement');
    return {
      fallenAway: engagement.state === 'ended' ? say('as-written', { text: 'The service has ended.' }) : null,
      facts: {
        organisationName: engagement.organisationName,
        serviceName: engagement.name,
        contractTitle: engagement.name,
        vendorName: 'Harbor',
        roleReason: say('role.assessment'),
        aboutTitle: say('as-written', { text: `the years of ${engagement.name}` }),
      },
      path: `/engagements/${objectId}`,
      replyTo: null,
    };
  }
}

const SENT = 'Payroll with Harbor: its yearly review is due';

describe('A made-up mail', () => {
  let product: TestProduct;
  let subject: AnniversaryMailSubject;
  let sink: SmtpSink;
  let works: MailWorks;
  let organisation: TestOrganisation;
  let lead: TestMember;
  let owner: TestMember;
  let engagementId: string;
  let today: IsoDate;

  beforeAll(async () => {
    product = await aProduct();
    subject = new AnniversaryMailSubject(product.database);
    product.get(MailSubjects).register(subject);
    sink = await new SmtpSink().start();
  });

  afterAll(async () => {
    await product.close();
    await sink.stop();
  });

  beforeEach(async () => {
    sink.received.length = 0;
    sink.refusals.clear();
    organisation = await product.anOrganisation({ timeZone: 'UTC' });
    lead = await product.aMember({ organisation, roles: ['risk'] });
    owner = await product.aMember({ organisation, roles: ['procurement'], leadId: lead.id });
    works = new MailWorks(product, { smtpUrl: null, inboxSmtpUrl: sink.url });
    const engagement = await new MailScene(product, organisation).anEngagement({ ownerId: owner.id });
    engagementId = engagement.id;
    await product.behindTheBack(
      `insert into app.contact (organisation_id, vendor_id, name, email)
       values ($1, $2, 'Vera Vendor', 'vera@harbor-payroll.example'), ($1, $2, 'Shy Sam', 'shy@harbor-payroll.example')`,
      [organisation.id, engagement.vendorId],
    );
    // Noon, so that the rungs of the day (08:00) are due whenever the spec runs.
    await product.behindTheBack(
      `update app.product set demonstration = true, clock_offset =
         date_trunc('day', now() at time zone 'UTC') at time zone 'UTC' + interval '12 hours' - now()`,
    );
    const [clock] = await product.behindTheBack<{ today: string }>(`select app.today('UTC')::text as today`);
    today = clock?.today ?? '';
    await celebrate(addDays(today, 3));
  });

  afterEach(() => works.stop());

  const celebrate = (targetDate: IsoDate, scheduleVersion = 1) =>
    product.asJobOf(organisation, () =>
      product.get(Milestones).set({
        object: { kind: 'anniversary', id: engagementId },
        ladder: 'anniversary',
        targetDate,
        startsOn: addDays(today, -30),
        scheduleVersion,
      }),
    );

  const listed = async () => {
    const browser = await product.signedInAs(owner);
    const { body } = await browser.get('/api/mail').query({ objectId: engagementId }).expect(200);
    return body.items.map(
      ({ subject, recipient, ladder, rung, state, reason }: Record<string, string | null>) =>
        [rung, state, recipient, reason ?? subject, ladder].join(' | '),
    );
  };

  it('is planned, claimed, written, sent and listed without a line of the mail’s own folder', async () => {
    await works.turn(organisation);

    expect(sink.received.map(({ to, subject }) => [to, subject]).sort()).toEqual(
      [
        [owner.email, SENT],
        ['vera@harbor-payroll.example', SENT],
      ].sort(),
    );
    expect(sink.to(owner.email)[0]?.text).toContain(`/engagements/${engagementId}\n`);
    expect(sink.to('vera@harbor-payroll.example')[0]?.text).toContain(`/greet#t=token-of-${engagementId}\n`);
    expect(await listed()).toEqual([
      `2 days after | planned | ${lead.email} | Yearly review of a contract | anniversary`,
      `on the day | planned | ${owner.email} | Yearly review of a contract | anniversary`,
      'on the day | planned | shy@harbor-payroll.example | The last day has passed | anniversary',
      'on the day | planned | vera@harbor-payroll.example | The last day has passed | anniversary',
      `3 days before | sent | ${owner.email} | ${SENT} | anniversary`,
      '3 days before | superseded | shy@harbor-payroll.example | Nobody greets here. | anniversary',
      `3 days before | sent | vera@harbor-payroll.example | ${SENT} | anniversary`,
    ]);
  });

  it('brings a file that is made once the mail is claimed, while no transaction waits for it', async () => {
    const seen: string[] = [];
    const look = async (id: string, when: string) => {
      const [row] = await product.behindTheBack<{ state: string }>(
        `select state from app.notification where id = $1`,
        [id],
      );
      seen.push(`${when}: ${row?.state}`);
    };
    const file = { name: 'years.pdf', mediaType: 'application/pdf', bytes: Buffer.from('%PDF-1.7 years') };
    subject.enclose = async ({ id }) => {
      await look(id, 'read');
      return async () => {
        // One that starts here would be refused inside of another.
        await product.asJobOf(organisation, () => look(id, 'made'));
        return { kind: 'attached', file };
      };
    };
    await works.turn(organisation);
    const [mail] = sink.to('vera@harbor-payroll.example');
    expect(mail?.attachments).toEqual([file]);
    expect(mail?.text).toContain('is attached as a PDF');
    expect(seen).toEqual(['read: sending', 'made: sending']);
  });

  it('goes without its file, and says so, where an unexpected fault kept the file from being made', async () => {
    const faults: MailAttachment['prepare'][] = [
      () => product.database.one('select 1 / 0 as nothing').then(() => () => Promise.reject(new Error('?'))),
      () => Promise.resolve(() => Promise.reject(new Error('The typesetter fell over.'))),
    ];
    for (const [turn, fault] of faults.entries()) {
      subject.enclose = fault;
      await celebrate(addDays(today, turn === 0 ? 3 : 0), turn + 1);
      await works.turn(organisation);
      const mails = sink.to('vera@harbor-payroll.example');
      expect(mails).toHaveLength(turn + 1);
      expect(mails[turn]?.attachments).toEqual([]);
      expect(mails[turn]?.text).toContain('The copy as a PDF could not be made.');
    }
  });

  it('falls away with its reason, and goes with its milestone', async () => {
    await works.planner.plan(organisation.id);
    await product.behindTheBack(`update app.engagement set state = 'ended' where id = $1`, [engagementId]);
    await works.sendDue(organisation);
    await product.asJobOf(organisation, () =>
      product.get(Milestones).close({
        object: { kind: 'anniversary', id: engagementId },
        because: say('as-written', { text: 'No more years.' }),
      }),
    );
    expect(sink.received).toEqual([]);
    expect(await listed()).toEqual(
      [owner.email, 'shy@harbor-payroll.example', 'vera@harbor-payroll.example'].map(
        (address) => `3 days before | superseded | ${address} | The service has ended. | anniversary`,
      ),
    );
  });

  it('goes to the role that its subject names when nobody owns the object', async () => {
    const reviewer = await product.aMember({ organisation, roles: ['reviewer'] });
    await product.behindTheBack(`update app.engagement set owner_id = null where id = $1`, [engagementId]);
    await works.turn(organisation);
    expect(sink.to(reviewer.email)).toHaveLength(1);
    expect(sink.to(owner.email)).toEqual([]);
  });

  it('that is refused tells the owner what it was about, and says nothing of assessments', async () => {
    sink.refusals.set('vera@harbor-payroll.example', { code: 550, text: '5.4.1 Access denied' });
    await works.turn(organisation);
    await works.sendDue(organisation);
    const told = sink.to(owner.email).map(({ subject, text }) => `${subject}: ${text}`);
    expect(told.find((mail) => mail.startsWith('A mail to vera@'))).toContain('the years of Payroll');
    const stuck = product.asJobOf(organisation, () => product.get(StuckReader).whyStuck(engagementId));
    await expect(stuck).rejects.toMatchObject({ status: 404 });
  });
});
