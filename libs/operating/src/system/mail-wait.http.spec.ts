import { STUB_LANGUAGE } from '@countersign/content';
import { Logger } from '@nestjs/common';
import type TestAgent from 'supertest/lib/agent';
import { MailServer, MailSettings, MailSwitch, Outage } from '@countersign/notifications';
import {
  AdvisoryLock,
  ApartConnections,
  Heartbeat,
  PeriodicRunner,
  PeriodicTasks,
  say,
} from '@countersign/platform';
import { aProduct, type TestOrganisation, type TestProduct } from '@countersign/testing';

const anyMail = {} as Parameters<MailServer['hand']>[0];

describe('Mail that cannot leave', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;
  let admin: TestAgent;
  let connections: ApartConnections;
  let heartbeat: Heartbeat;
  let outage: Outage;

  beforeEach(async () => {
    jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    product = await aProduct({ stubLanguage: true });
    organisation = await product.anOrganisation();
    admin = await product.signedInAs(await product.aMember({ organisation, roles: ['admin'] }));
    connections = new ApartConnections(product.config);
    const runner = new PeriodicRunner(product.get(PeriodicTasks), new AdvisoryLock(connections));
    heartbeat = new Heartbeat(product.config, connections, runner);
    outage = new Outage();
    heartbeat.tellsOfMail(() => outage.mailWait);
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await heartbeat.onModuleDestroy();
    await connections.onApplicationShutdown();
    await product.close();
  });

  /** The worker beats at once when it starts. */
  async function aLivingWorker(): Promise<void> {
    heartbeat.onApplicationBootstrap();
    const lives = `select from app.worker_heartbeat`;
    while ((await product.behindTheBack(lives)).length === 0)
      await new Promise((done) => setTimeout(done, 10));
  }

  const shownTo = async (browser: TestAgent, path: string) =>
    (await browser.get(path).expect(200)).body.worker.mailWait as { since: string; because: string } | null;

  it('is told to administrators with the day it began and the reason, which names nobody', async () => {
    outage.begin('450 4.7.1 <kim@buyer.example>: wait until tomorrow');
    const since = outage.mailWait?.since;
    await aLivingWorker();
    const told = { since, because: '450 4.7.1 <(address)>: wait until tomorrow', switchedOff: false };
    expect(await shownTo(admin, '/api/system')).toEqual(told);
    expect(await shownTo(admin, '/api/dashboard')).toEqual(told);
    const buyer = await product.signedInAs(await product.aMember({ organisation, roles: ['procurement'] }));
    expect(await shownTo(buyer, '/api/dashboard')).toBeNull();
  });

  it('is nobody’s concern while mail leaves, and no longer once the worker that said so is gone', async () => {
    await aLivingWorker();
    expect(await shownTo(admin, '/api/system')).toBeNull();
    await product.behindTheBack(
      `update app.worker_heartbeat set mail_waits_since = now(), mail_waits_because = 'Away.'`,
    );
    expect(await shownTo(admin, '/api/system')).toMatchObject({ because: 'Away.' });
    await product.behindTheBack(`update app.worker_heartbeat set beat_at = now() - interval '1 minute'`);
    expect(await shownTo(admin, '/api/system')).toBeNull();
  });

  it('is the operator’s doing where one worker says so, whatever another one meets', async () => {
    const off = new MailSwitch(
      new MailSettings({ ...product.get(MailSettings), switchedOff: true }),
      product.database,
    );
    await off.onModuleInit();
    heartbeat.tellsOfMail(() => off.mailWait);
    await aLivingWorker();
    await product.behindTheBack(
      `insert into app.worker_heartbeat (id, mail_waits_since, mail_waits_because)
       values (gen_random_uuid(), now() - interval '1 day', 'Away.')`,
    );
    expect(await shownTo(admin, '/api/system')).toEqual({
      since: off.mailWait?.since,
      because: 'Whoever operates Countersign has switched mail off (COUNTERSIGN_MAIL=off).',
      switchedOff: true,
    });
  });

  it.each([
    ['there is no mail server', false, 'No mail server is set: SMTP_URL is empty.'],
    [
      'the demonstration has no inbox',
      true,
      'In demonstration mode mail goes to the local inbox only, and INBOX_SMTP_URL names none.',
    ],
  ])('is said in the reader’s language where %s', async (_case, demonstration, english) => {
    const server = new MailServer(
      new MailSettings({ ...product.get(MailSettings), smtpUrl: null, inboxSmtpUrl: null }),
    );
    const outcome = await server.hand(anyMail, { demonstration });
    if (outcome.kind !== 'outage') throw new Error(outcome.kind);
    outage.begin(outcome.reply);
    await aLivingWorker();
    expect((await shownTo(admin, '/api/system'))?.because).toBe(english);
    await admin.put('/api/account/language').send({ language: STUB_LANGUAGE }).expect(204);
    expect((await shownTo(admin, '/api/system'))?.because).toMatch(/^⟦[^a-z]+⟧$/);
  });

  it('keeps the day it began through every vain try, and forgets it with the first mail that is taken', () => {
    outage.begin('421 Away');
    const first = outage.mailWait?.since;
    jest.spyOn(performance, 'now').mockReturnValue(performance.now() + 60_000);
    outage.begin('421 Still away');
    expect(outage.mailWait).toEqual({
      since: first,
      because: say('as-written', { text: '421 Still away' }),
      switchedOff: false,
    });
    outage.end();
    expect(outage.mailWait).toBeNull();
  });
});
