import { describe, expect, it } from '@jest/globals';
import {
  doubledMails,
  failedIn,
  lossOfKill,
  lostMails,
  lostWrites,
  staleAnswer,
  tooLittle,
  verdictLine,
  wronglyDoubled,
} from './judge.mjs';

const aWrite = (key, value) => ({ key, value, organisation: 'alder' });
const aRequest = (wishes) => ({
  number: 1,
  method: 'POST',
  path: '/api/vendors',
  began: 1_000,
  ended: 1_010,
  status: 201,
  trouble: null,
  retryAfter: null,
  step: 'kill of api-1',
  explained: false,
  ...wishes,
});
const aKill = (wishes) => ({
  name: 'kill of api-1',
  kind: 'kill',
  target: 'api-1',
  began: 0,
  killedAt: 10_000,
  goneAt: 10_100,
  ...wishes,
});
const aMail = (messageId, at) => ({
  messageId,
  notificationId: messageId,
  to: 'vera@vendor.example',
  at,
  token: null,
});

describe('A write that was acknowledged', () => {
  it('is lost where it is not found, and where something else is', () => {
    const written = [aWrite('vendor:1', 'Alder'), aWrite('vendor:2', 'Birch'), aWrite('vendor:3', 'Cedar')];
    const found = new Map([
      ['vendor:1', 'Alder'],
      ['vendor:3', 'Elder'],
    ]);
    expect(lostWrites(written, found, 'the database')).toEqual([
      'vendor:2 was acknowledged as "Birch", and the database has nothing',
      'vendor:3 was acknowledged as "Cedar", and the database has "Elder"',
    ]);
  });
});

describe('The latest answer', () => {
  const acknowledged = [
    aWrite('answer:a:Q:1', 'one'),
    aWrite('answer:a:Q:10', 'ten'),
    aWrite('answer:a:Q:2', 'two'),
  ];
  const inDoubt = [aWrite('answer:a:Q', 'eleven')];
  const judged = (revision, text) =>
    staleAnswer({ key: 'answer:a:Q', revision, text }, { acknowledged, inDoubt });

  it('is the last that was acknowledged, or a later one whose answer did not come', () => {
    expect(judged(10, 'ten')).toBeNull();
    expect(judged(11, 'eleven')).toBeNull();
  });

  it.each([
    ['an older one', 2, 'two'],
    ['a text nobody sent', 11, 'twelve'],
    ['another text of the same revision', 10, 'eleven'],
    ['none', 0, ''],
  ])('is stale where it is %s', (_what, revision, text) => {
    expect(judged(revision, text)).toBe(
      `answer:a:Q shows "${text}" (revision ${revision}), and "ten" (10) was acknowledged`,
    );
  });

  it('is owed by nobody where nothing was acknowledged', () => {
    expect(staleAnswer({ key: 'answer:b:Q', revision: 0, text: '' }, { acknowledged, inDoubt })).toBeNull();
  });
});

describe('A mail', () => {
  it('is lost where nothing came to whoever was promised it, and where it is called sent and never came', () => {
    const ledger = [
      { id: 'm1', state: 'sent', recipient: 'vera@vendor.example' },
      { id: 'm2', state: 'sent', recipient: 'vera@vendor.example' },
      { id: 'm3', state: 'pending', recipient: 'vera@vendor.example' },
      { id: 'm4', state: 'superseded', recipient: 'vera@vendor.example' },
    ];
    const owed = ['vera@vendor.example', 'victor@vendor.example'];
    expect(lostMails({ owed, arrivals: [aMail('m1', 1)], ledger })).toEqual([
      'no mail came to victor@vendor.example',
      'mail m2 to vera@vendor.example is called sent and never came',
      'mail m3 to vera@vendor.example is pending',
    ]);
  });

  const steps = [
    {
      ...aKill({ name: 'restart 1 of machine 1', kind: 'planned', target: 'machine 1' }),
      began: 0,
      killedAt: null,
    },
    aKill({ name: 'kill of worker-1', target: 'worker-1', began: 9_000 }),
    aKill({ name: 'kill of redis', target: 'redis', began: 20_000, killedAt: 21_000, goneAt: 21_010 }),
  ];
  const judged = (...arrivals) => wronglyDoubled(doubledMails(arrivals), { steps, concurrency: 2 });

  it('may come twice from a worker that was killed, and once from all others', () => {
    expect(judged(aMail('m1', 9_900), aMail('m1', 15_000), aMail('m2', 9_900))).toEqual([]);
  });

  it('may not come twice from more than such a worker had in its hands', () => {
    const twice = ['m1', 'm2', 'm3'].flatMap((id) => [aMail(id, 9_900), aMail(id, 15_000)]);
    expect(judged(...twice)).toEqual(['kill of worker-1: 3 mails came twice, and 2 may have been in flight']);
  });

  it.each([
    ['a planned restart', 3_000, 'restart 1 of machine 1'],
    ['the loss of Redis', 20_900, 'kill of redis'],
    ['the time after a kill', 10_500, 'kill of worker-1'],
  ])('may not come twice by %s', (_what, at, step) => {
    expect(judged(aMail('m1', at), aMail('m1', at + 5_000))).toEqual([
      `mail m1 came 2 times, first during ${step}`,
    ]);
  });
});

describe('A request', () => {
  const planned = { name: 'restart 1 of machine 1', kind: 'planned' };
  const failed = (wishes) => failedIn([aRequest({ step: planned.name, ...wishes })], planned);

  it.each([
    ['is reset', { status: null, trouble: 'ECONNRESET' }, 'ECONNRESET'],
    ['meets a proxy without an api', { status: 502 }, '502'],
    ['is put off', { status: 503, retryAfter: '10' }, '503'],
    ['is refused as nobody expected', { status: 401 }, '401'],
  ])('fails a planned restart where it %s', (_what, wishes, outcome) => {
    expect(failed(wishes)).toEqual([`request 1 POST /api/vendors during restart 1 of machine 1: ${outcome}`]);
  });

  it('fails none where it is answered, refused for a reason, or of another step', () => {
    expect(failed({})).toEqual([]);
    expect(failed({ status: 409, explained: true })).toEqual([]);
    expect(failed({ status: 502, step: 'base' })).toEqual([]);
  });
});

describe('A kill', () => {
  const upstreamOf = (target) => (target === 'api-1' ? '127.0.0.1:4001' : null);
  const aPassage = (number, wishes) => ({
    number,
    began: 9_990,
    ended: 10_005,
    upstreams: ['127.0.0.1:4001'],
    ...wishes,
  });
  const judged = (step, requests, proxied) => lossOfKill(step, { requests, proxied, upstreamOf });

  it('of an api may fail what was in flight on it, and is not charged for what the proxy took elsewhere', () => {
    const proxied = [aPassage(1), aPassage(2, { upstreams: ['127.0.0.1:4001', '127.0.0.1:4002'] })];
    const requests = [aRequest({ number: 1, status: 502 }), aRequest({ number: 2, status: 200 })];
    expect(judged(aKill(), requests, proxied)).toEqual({ inFlight: 2, failed: 1, putOff: 0, wrong: [] });
  });

  it.each([
    ['on the other api', { upstreams: ['127.0.0.1:4002'] }],
    ['before it', { began: 9_000, ended: 9_900 }],
    ['after it', { began: 10_200, ended: 10_300 }],
  ])('of an api may fail nothing that was %s', (_when, passage) => {
    const { failed, wrong } = judged(aKill(), [aRequest({ status: 502 })], [aPassage(1, passage)]);
    expect([failed, wrong]).toEqual([1, ['request 1 POST /api/vendors during kill of api-1: 502']]);
  });

  it.each(['worker-1', 'redis'])('of %s may fail nothing, and put nothing off', (target) => {
    const step = aKill({ name: 'it', target });
    const requests = [
      aRequest({ number: 1, status: 503, retryAfter: '10', step: 'it' }),
      aRequest({ number: 2, status: null, trouble: 'ECONNRESET', step: 'it' }),
    ];
    expect(judged(step, requests, [aPassage(1), aPassage(2)]).wrong).toHaveLength(2);
  });

  it.each(['pgbouncer', 'postgres'])('of %s may put off, and fail nothing', (target) => {
    const step = aKill({ name: 'it', target });
    const putOff = aRequest({ number: 1, status: 503, retryAfter: '10', step: 'it' });
    expect(judged(step, [putOff], [])).toEqual({ inFlight: 0, failed: 0, putOff: 1, wrong: [] });
    for (const outcome of [{ status: 500 }, { status: 503 }, { status: null, trouble: 'ECONNRESET' }]) {
      expect(judged(step, [aRequest({ ...outcome, step: 'it' })], [aPassage(1)]).wrong).toHaveLength(1);
    }
  });
});

describe('A run', () => {
  it('proves nothing by a step in which little was asked, and of a kind of write that was never acknowledged', () => {
    const steps = [aKill({ name: 'busy' }), aKill({ name: 'idle' })];
    const requests = [aRequest({ step: 'busy' }), aRequest({ step: 'busy' }), aRequest({ step: 'idle' })];
    const acknowledged = [aWrite('vendor:1', 'Alder')];
    const least = { requestsInStep: 2, kinds: ['vendor', 'file'] };
    expect(tooLittle({ steps, requests, acknowledged }, least)).toEqual([
      'idle: 1 requests ended, and fewer than 2 prove nothing',
      'no file was acknowledged',
    ]);
  });
});

describe('The verdict', () => {
  it('says ok, or how much failed', () => {
    expect(verdictLine('no acknowledged write lost', [])).toBe('no acknowledged write lost: ok');
    expect(verdictLine('no acknowledged write lost', ['one', 'two'])).toBe(
      'no acknowledged write lost: 2 FAILED',
    );
  });
});
