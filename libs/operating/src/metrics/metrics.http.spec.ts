import parsePrometheusTextFormat from 'parse-prometheus-text-format';
import type TestAgent from 'supertest/lib/agent';
import { Config, ConfigurationError } from '@countersign/platform';
import { aProduct, type TestOrganisation, type TestProduct } from '@countersign/testing';
import { Gauges } from './gauges';
import { MetricsServer } from './metrics-server';
import { RequestTimes } from './request-times';

jest.setTimeout(60_000);

interface Sample {
  readonly value: number;
  readonly [label: string]: string | number;
}

describe('The metrics', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;
  let browser: TestAgent;
  let address: string;

  beforeEach(async () => {
    product = await aProduct({ metricsPort: 0 });
    organisation = await product.anOrganisation();
    browser = await product.signedInAs(await product.aMember({ organisation }));
    address = (await product.get(MetricsServer).listen()) ?? '';
  });

  afterEach(() => product.close());

  const text = async () => (await fetch(address)).text();
  const samplesOf = (page: string, name: string) => {
    const families = parsePrometheusTextFormat(page).filter((one) => one.name === name);
    return families.flatMap(({ metrics }) =>
      metrics.map(({ labels, value }): Sample => ({ ...labels, value: Number(value) })),
    );
  };

  it('are off unless a port is named, and then on this machine alone', async () => {
    const off = new Config({ ...product.config, metricsPort: null });
    const server = new MetricsServer(off, product.get(RequestTimes), product.get(Gauges));
    expect(await server.listen()).toBeNull();
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/);
    expect((await fetch(address.replace('/metrics', '/'))).status).toBe(404);
    await product.browser().get('/metrics').expect(404);
    await product.browser().get('/api/metrics').expect(404);
  });

  it('say in a sentence that their port is taken', async () => {
    const taken = new Config({ ...product.config, metricsPort: Number(new URL(address).port) });
    const listening = new MetricsServer(taken, product.get(RequestTimes), product.get(Gauges)).listen();
    await expect(listening).rejects.toBeInstanceOf(ConfigurationError);
    await expect(listening).rejects.toThrow(/^METRICS_PORT cannot be used: .*EADDRINUSE.*Choose a free port/);
  });

  it('tell what waits: the queue, due mail, unsealed lines, jobs and connections', async () => {
    await product.behindTheBack(
      `insert into app.notification
         (organisation_id, occasion, recipient, recipient_name, kind, object_kind, object_id, due_at)
       select $1, 'occasion-' || i, 'kim@buyer.example', 'Kim', 'account', 'member', uuidv7(),
         app.now() - make_interval(mins => i)
       from generate_series(-1, 5) i`,
      [organisation.id],
    );
    await product.behindTheBack(
      `insert into app.audit_event (organisation_id, at, actor_kind, actor_name, what, object_kind)
       values ($1, app.now() - interval '10 minutes', 'job', 'spec', 'spec.done', 'spec')`,
      [organisation.id],
    );
    await product.behindTheBack(
      `insert into app.data_job (organisation_id, kind, state, requested_by_name)
       values ($1, 'export', 'failed', 'Kim'), ($1, 'export', 'waiting', 'Kim')`,
      [organisation.id],
    );
    const page = await text();
    expect(samplesOf(page, 'countersign_up')).toEqual(
      expect.arrayContaining([
        { service: 'redis', value: 1 },
        { service: 'database', value: 1 },
        { service: 'worker', value: 0 },
      ]),
    );
    expect(samplesOf(page, 'countersign_mail_due')).toEqual([{ value: 6 }]);
    const [mail] = samplesOf(page, 'countersign_mail_oldest_due_seconds');
    expect(Math.floor((mail?.value ?? 0) / 60)).toBe(5);
    const [line] = samplesOf(page, 'countersign_audit_oldest_unsealed_seconds');
    expect(Math.floor((line?.value ?? 0) / 60)).toBe(10);
    expect(samplesOf(page, 'countersign_data_jobs')).toEqual(
      expect.arrayContaining([
        { state: 'waiting', value: 1 },
        { state: 'failed', value: 1 },
        { state: 'running', value: 0 },
      ]),
    );
    // The queue is that of every product on this Redis, so how many there are is not known here.
    expect(samplesOf(page, 'countersign_mail_queue_jobs')).toEqual(
      ['waiting', 'active', 'delayed', 'failed'].map((state) => ({ state, value: expect.any(Number) })),
    );
    expect(samplesOf(page, 'countersign_database_connections')).toContainEqual({
      state: 'waiting',
      value: 0,
    });
    expect(samplesOf(page, 'nodejs_eventloop_lag_seconds')).toHaveLength(1);
  });

  it('tell whether a worker lives and all of its work goes on, as the workers say it', async () => {
    const beat = (trouble: string | null, age: string) =>
      product.behindTheBack(
        `insert into app.worker_heartbeat (id, started_at, beat_at, trouble)
         values (uuidv7(), now(), now() - $2::interval, $1)`,
        [trouble, age],
      );
    const worker = async () => {
      await product.get(Gauges).read();
      return samplesOf(await text(), 'countersign_up').find((one) => one['service'] === 'worker')?.value;
    };
    await beat(null, '50 seconds');
    expect(await worker()).toBe(0);
    await beat('Mail is not sent.', '0 seconds');
    expect(await worker()).toBe(0);
    await beat(null, '10 seconds');
    expect(await worker()).toBe(1);
  });

  it('tell whether the operator has switched mail off, as long as a worker says so', async () => {
    const off = async () => {
      await product.get(Gauges).read();
      return samplesOf(await text(), 'countersign_mail_switched_off').map(({ value }) => value);
    };
    expect(await off()).toEqual([0]);
    await product.behindTheBack(
      `insert into app.worker_heartbeat (id, mail_waits_since, mail_waits_because, mail_off)
       values (uuidv7(), now(), 'Off.', true)`,
    );
    expect(await off()).toEqual([1]);
    await product.behindTheBack(`update app.worker_heartbeat set beat_at = now() - interval '1 minute'`);
    expect(await off()).toEqual([0]);
  });

  it('tell how long requests took by the pattern of their route, and name nobody', async () => {
    const vendor = { name: 'Quixotic', website: null, country: null, notes: null, contact: null };
    const { body } = await browser.post('/api/vendors').send(vendor).expect(201);
    await browser.get(`/api/vendors/${body.id}`).expect(200);
    await browser.get('/api/vendors?search=Quixotic').expect(200);
    await product.browser().get('/api/vendors').expect(401);
    await product.browser().get(`/api/no-such-thing/${body.id}`).expect(404);
    await product.browser().get(`/nor-this/${body.id}`).expect(404);
    const page = await text();
    const family = parsePrometheusTextFormat(page).find(
      ({ name }) => name === 'countersign_http_request_duration_seconds',
    );
    expect(family?.type).toBe('HISTOGRAM');
    // The parser adds histograms up over all labels, so their samples are read one by one.
    const plainly = page.replaceAll(/ histogram$/gm, ' untyped');
    const counted = samplesOf(plainly, 'countersign_http_request_duration_seconds_count');
    const once = { value: 1 };
    expect(counted).toHaveLength(6);
    expect(counted).toEqual(
      expect.arrayContaining([
        { method: 'POST', route: '/api/vendors', status: '201', ...once },
        { method: 'GET', route: '/api/vendors/:id', status: '200', ...once },
        { method: 'GET', route: '/api/vendors', status: '200', ...once },
        { method: 'GET', route: '/api/vendors', status: '401', ...once },
        { method: 'GET', route: 'none', status: '404', ...once },
        { method: 'GET', route: 'portal', status: '404', ...once },
      ]),
    );
    for (const secret of [body.id, organisation.id, organisation.slug, 'Quixotic']) {
      expect(page).not.toContain(secret);
    }
  });
});
