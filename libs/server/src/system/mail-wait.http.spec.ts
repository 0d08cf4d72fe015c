import { Logger } from '@nestjs/common';
import type TestAgent from 'supertest/lib/agent';
import { Outage } from '../notifications/sending/outage';
import { AdvisoryLock } from '../platform/database/advisory-lock';
import { ApartConnections } from '../platform/database/apart-connections';
import { Heartbeat } from '../platform/queue/heartbeat';
import { PeriodicRunner } from '../platform/queue/periodic-runner';
import { PeriodicTasks } from '../platform/queue/periodic-tasks';
import { aProduct, type TestOrganisation, type TestProduct } from '../testing';

describe('Mail that cannot leave', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;
  let admin: TestAgent;
  let connections: ApartConnections;
  let heartbeat: Heartbeat;
  let outage: Outage;

  beforeEach(async () => {
    jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    product = await aProduct();
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
    const told = { since, because: '450 4.7.1 <(address)>: wait until tomorrow' };
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

  it('keeps the day it began through every vain try, and forgets it with the first mail that is taken', () => {
    outage.begin('421 Away');
    const first = outage.mailWait?.since;
    jest.spyOn(performance, 'now').mockReturnValue(performance.now() + 60_000);
    outage.begin('421 Still away');
    expect(outage.mailWait).toEqual({ since: first, because: '421 Still away' });
    outage.end();
    expect(outage.mailWait).toBeNull();
  });
});
