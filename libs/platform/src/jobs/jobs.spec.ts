import { AsyncResource } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { aProduct, type TestMember, type TestOrganisation, type TestProduct } from '@countersign/testing';
import { FileStore, MissingFile } from '../files/file-store';
import { notFound, say, type Words } from '@countersign/wire';
import { JobClaims } from './job-claims';
import { defineJob, type JobHandler } from './job-definition';
import { JobKinds } from './job-kinds';
import { JobLostError } from './job-row';
import { JobRunner } from './job-runner';
import { Jobs } from './jobs';
import type { RunningJob } from './running-job';

const painting = defineJob<'wall'>({
  kind: 'painting',
  about: ['wall'],
  leaseSeconds: 60,
  mostAttempts: 3,
  retryAfterSeconds: null,
});
const drying = defineJob({
  kind: 'drying',
  about: [],
  leaseSeconds: 60,
  mostAttempts: 2,
  retryAfterSeconds: 30,
});

interface Row {
  readonly state: string;
  readonly attempts: number;
  readonly progress: number;
  readonly result: Words | null;
  readonly problem: Words | null;
  readonly storage_key: string | null;
}

let product: TestProduct;
let organisation: TestOrganisation;
let member: TestMember;
let paints: (job: RunningJob<'wall'>) => Promise<void>;
let ended: string[];

const handler: JobHandler<'wall'> = {
  run: (job) => paints(job),
  ended: (_job, { state, asked }) => {
    ended.push(asked ? `${state}, as somebody asked` : state);
    return Promise.resolve();
  },
};

beforeAll(async () => {
  product = await aProduct();
  const kinds = product.get(JobKinds);
  kinds.declare(painting);
  kinds.declare(drying);
  kinds.handle(painting, handler);
  kinds.handle(drying, { run: (job) => paints(job as unknown as RunningJob<'wall'>) });
});

beforeEach(async () => {
  organisation = await product.anOrganisation();
  member = await product.aMember({ organisation });
  ended = [];
  paints = (job) => conclude(job);
});

afterEach(() => product.behindTheBack('delete from app.data_job'));

afterAll(() => product.close());

const wall = () => ({ kind: 'wall' as const, id: randomUUID(), words: 'The north wall' });

const painted = say('as-written', { text: 'Painted.' });

const asked = ({ id, name }: TestMember) => ({ memberId: id, name });

const ask = (by: TestMember = member) =>
  product.as(by, () => product.get(Jobs).add(painting, { by: asked(by), about: wall() }));

const askToDry = () => product.as(member, () => product.get(Jobs).add(drying, { by: asked(member) }));

const cancel = (id: string) => product.as(member, () => product.get(Jobs).cancel(id));

const conclude = (job: RunningJob<'wall'>, result = painted) =>
  product.database.run(job.actor, () => job.conclude({ result }));

const runDue = (stopping?: AbortSignal) => product.get(JobRunner).runDue(stopping);

async function row(id: string): Promise<Row | undefined> {
  const [found] = await product.behindTheBack<Row>(
    'select state, attempts, progress, result, problem, storage_key from app.data_job where id = $1',
    [id],
  );
  return found;
}

/** As if its worker had been silent for longer than its lease. */
const silence = (id: string) =>
  product.behindTheBack(
    `update app.data_job set lease_until = clock_timestamp() - interval '1 second' where id = $1`,
    [id],
  );

/** A worker that is killed: what it does from here on is never awaited by anybody. */
async function begunByOneThatDies(id: string): Promise<RunningJob<'wall'>> {
  let begun: (job: RunningJob<'wall'>) => void = () => undefined;
  const inHand = new Promise<RunningJob<'wall'>>((resolve) => (begun = resolve));
  paints = (job) => {
    begun(job);
    return new Promise<void>(() => undefined);
  };
  void runDue();
  const job = await inHand;
  await silence(id);
  paints = (next) => conclude(next);
  return job;
}

describe('A job', () => {
  it('is done once, says how far it is, and ends at a hundred', async () => {
    const seen: number[] = [];
    const id = await ask();
    paints = async (job) => {
      for (const percent of [10, 60.7, 5]) {
        await job.report(percent);
        seen.push((await row(id))?.progress ?? -1);
      }
      await conclude(job);
    };
    await runDue();
    await runDue();
    expect(seen).toEqual([10, 60, 60]);
    expect(await row(id)).toMatchObject({ state: 'done', attempts: 1, progress: 100, result: painted });
    expect(ended).toEqual(['done']);
  });

  it('is refused that nobody declared, or about something else than its definition says', async () => {
    const strange = defineJob({ ...painting, kind: 'burning' });
    await expect(
      product.as(member, () => product.get(Jobs).add(strange, { by: asked(member), about: wall() })),
    ).rejects.toThrow('The job burning is not declared.');
    await expect(
      product.as(member, () => product.get(Jobs).add(painting, { by: asked(member) })),
    ).rejects.toThrow('The job painting is about wall.');
  });

  it('that fails as expected ends with the sentence, and is not begun again', async () => {
    const id = await ask();
    paints = () => Promise.reject(notFound('record'));
    await runDue();
    await runDue();
    expect(await row(id)).toMatchObject({ state: 'failed', attempts: 1, result: null });
    expect((await row(id))?.problem).toEqual(say('no-such.record'));
    expect(ended).toEqual(['failed']);
  });

  it('that fails unexpectedly is begun again after a while, as often as its kind says', async () => {
    const id = await askToDry();
    paints = () => Promise.reject(new Error('Rain.'));
    await runDue();
    expect(await row(id)).toMatchObject({ state: 'running', attempts: 1 });
    await runDue();
    expect(await row(id)).toMatchObject({ attempts: 1 });
    await silence(id);
    await runDue();
    expect(await row(id)).toMatchObject({ state: 'failed', attempts: 2 });
    expect((await row(id))?.problem).toEqual(say('job.unexpected'));
  });

  it('removes the files it names once its work is committed', async () => {
    const files = product.get(FileStore);
    const { key } = await files.put(Readable.from([Buffer.from('old')]), { maximumBytes: 10 });
    await ask();
    paints = (job) =>
      product.database.run(job.actor, () => job.conclude({ result: painted, removing: [key] }));
    await runDue();
    await expect(files.open(key)).rejects.toThrow(MissingFile);
  });
});

describe('A job whose worker died', () => {
  it('is taken over when its lease has ended, not before, and the late one keeps nothing', async () => {
    const id = await ask();
    const late = await begunByOneThatDies(id);
    await product.behindTheBack(
      `update app.data_job set lease_until = clock_timestamp() + interval '1 minute' where id = $1`,
      [id],
    );
    await runDue();
    expect(await row(id)).toMatchObject({ state: 'running', attempts: 1 });
    await silence(id);
    paints = async (job) => {
      await expect(conclude(late, say('as-written', { text: 'Painted twice.' }))).rejects.toThrow(
        JobLostError,
      );
      await expect(late.report(50)).rejects.toThrow(JobLostError);
      await conclude(job);
    };
    await runDue();
    expect(await row(id)).toMatchObject({ state: 'done', attempts: 2, result: painted, progress: 100 });
    await expect(conclude(late, say('as-written', { text: 'Painted twice.' }))).rejects.toThrow(JobLostError);
    expect(ended).toEqual(['done']);
  });

  it('after its work was committed is ended without being done again', async () => {
    const id = await ask();
    const late = await begunByOneThatDies(id);
    await conclude(late);
    paints = () => Promise.reject(new Error('It was begun again.'));
    await silence(id);
    await runDue();
    expect(await row(id)).toMatchObject({ state: 'done', attempts: 2, result: painted });
  });

  it('again and again is given up', async () => {
    const id = await ask();
    for (let death = 0; death < painting.mostAttempts; death += 1) await begunByOneThatDies(id);
    await runDue();
    expect(await row(id)).toMatchObject({
      state: 'failed',
      problem: say('job.begun-too-often'),
    });
  });

  it('is renewed while it lives, and not any more once another has it', async () => {
    const id = await ask();
    const late = await begunByOneThatDies(id);
    const claims = product.get(JobClaims);
    const lease = async () => {
      const [found] = await product.behindTheBack<{ lasts: boolean }>(
        'select lease_until > clock_timestamp() as lasts from app.data_job where id = $1',
        [id],
      );
      return found?.lasts;
    };
    await claims.renew(late.row, 60);
    expect(await lease()).toBe(true);
    await silence(id);
    await product.behindTheBack('update app.data_job set attempts = attempts + 1 where id = $1', [id]);
    await claims.renew(late.row, 60);
    expect(await lease()).toBe(false);
  });
});

describe('A planned stop', () => {
  it('gives the job back as if it had not been begun, and begins no other', async () => {
    const stop = new AbortController();
    const id = await ask();
    await product.aMember({ organisation: await product.anOrganisation() }).then(ask);
    let begun = 0;
    paints = async (job) => {
      begun += 1;
      stop.abort();
      await job.report(10);
      await conclude(job);
    };
    await runDue(stop.signal);
    expect(begun).toBe(1);
    expect(await row(id)).toMatchObject({ state: 'waiting', attempts: 0, result: null });
    paints = (job) => conclude(job);
    await runDue();
    expect(await row(id)).toMatchObject({ state: 'done', attempts: 1 });
  });
});

describe('Cancelling', () => {
  it('ends what waits at once, and nobody begins it', async () => {
    const id = await ask();
    await cancel(id);
    await runDue();
    expect(await row(id)).toMatchObject({ state: 'cancelled', attempts: 0, result: null });
  });

  it('ends what runs at its next step, and its result is not kept', async () => {
    const id = await ask();
    let steps = 0;
    paints = async (job) => {
      await job.report(10);
      await cancel(id);
      await expect(conclude(job)).rejects.toThrow('Somebody has cancelled this job.');
      for (; steps < 5; steps += 1) await job.report(20 + steps);
    };
    await runDue();
    expect(steps).toBe(0);
    expect(await row(id)).toMatchObject({
      state: 'cancelled',
      progress: 10,
      result: null,
      storage_key: null,
    });
    expect(ended).toEqual(['cancelled, as somebody asked']);
  });

  it('counts although the worker dies before it notices', async () => {
    const id = await ask();
    await begunByOneThatDies(id);
    await cancel(id);
    await silence(id);
    await runDue();
    expect(await row(id)).toMatchObject({ state: 'cancelled', result: null });
  });

  it('is refused where it has ended, was cancelled, or does what cannot be taken back', async () => {
    const id = await ask();
    let refused: unknown;
    // Another browser's request, not part of the job's transaction.
    const cancelled = AsyncResource.bind(() => cancel(id).catch((error: unknown) => error));
    paints = (job) =>
      product.database.run(job.actor, async () => {
        await job.hold();
        refused = await cancelled();
        await job.conclude({ result: painted });
      });
    await runDue();
    expect(refused).toMatchObject({ code: 'job-concluding' });
    expect(await row(id)).toMatchObject({ state: 'done' });
    await expect(cancel(id)).rejects.toMatchObject({ code: 'job-ended' });
    const other = await ask();
    await cancel(other);
    await expect(cancel(other)).rejects.toMatchObject({ code: 'job-ended' });
  });

  it('touches no job of another organisation', async () => {
    const elsewhere = await product.aMember({ organisation: await product.anOrganisation() });
    const id = await ask(elsewhere);
    await expect(cancel(id)).rejects.toMatchObject({ status: 404 });
    expect(await row(id)).toMatchObject({ state: 'waiting' });
  });
});

describe('Among organisations', () => {
  it('five hundred jobs of one let another wait for one of them at most', async () => {
    await product.behindTheBack(
      `insert into app.data_job (organisation_id, kind, requested_by_name, requested_at)
       select $1, 'drying', 'Somebody', now() - interval '1 hour' from generate_series(1, 500)`,
      [organisation.id],
    );
    const elsewhere = await product.aMember({ organisation: await product.anOrganisation() });
    const id = await ask(elsewhere);
    const turns: string[] = [];
    paints = async (job) => {
      turns.push(job.organisationId);
      await conclude(job);
    };
    await runDue();
    expect(turns).toEqual([organisation.id, elsewhere.organisationId]);
    expect(await row(id)).toMatchObject({ state: 'done' });
  });

  it('several workers begin one job of each at a time', async () => {
    for (let n = 0; n < 6; n += 1) await ask();
    const found = await product.behindTheBack<{ id: string }>('select id from app.data_job order by id');
    const claims = product.get(JobClaims);
    const taken = await Promise.all(
      found.map(({ id }) =>
        product.asJobOf(organisation, () =>
          claims.take({ organisationId: organisation.id, id, kind: 'painting', attempt: 0 }, 60),
        ),
      ),
    );
    expect(taken.filter((one) => one !== null)).toHaveLength(1);
  });
});
