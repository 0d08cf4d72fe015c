import { randomUUID } from 'node:crypto';
import { Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { createTestDatabase, type TestDatabase } from '@countersign/testing';
import { queuePrefix, WorkQueue } from './work-queue';

interface Letter {
  readonly organisationId: string;
  readonly id: string;
}

let database: TestDatabase;
let queue: WorkQueue<Letter>;
let name: string;

beforeAll(async () => {
  database = await createTestDatabase();
});

beforeEach(() => {
  name = `letters-${randomUUID()}`;
  const definition = {
    name,
    jobName: 'post',
    whileAway: 'Letters wait',
    idOf: ({ id }: Letter) => `l-${id}`,
  };
  queue = new WorkQueue<Letter>(definition, database.redisUrl);
});

afterEach(async () => {
  await queue.close();
  const redis = new Redis(database.redisUrl);
  for (const key of await redis.keys(`${queuePrefix}:${name}:*`)) await redis.del(key);
  redis.disconnect();
});

afterAll(() => database.drop());

const of = (organisationId: string, count: number): Letter[] =>
  Array.from({ length: count }, () => ({ organisationId, id: randomUUID() }));

const waiting = async () => (await queue.depth())?.['waiting'];

/** The organisations in the order in which one worker has their letters in hand, until it has one of this. */
async function takenUntil(organisationId: string): Promise<string[]> {
  const order: string[] = [];
  const connection = { url: database.redisUrl, maxRetriesPerRequest: null };
  await new Promise<void>((resolve) => {
    const worker: Worker<Letter> = new Worker<Letter>(
      name,
      (job) => {
        order.push(job.data.organisationId);
        if (job.data.organisationId === organisationId) void worker.close().then(resolve);
        return Promise.resolve();
      },
      { prefix: queuePrefix, connection, concurrency: 1 },
    );
  });
  return order;
}

describe('The queue of work', () => {
  it('holds each once, however often it is told', async () => {
    const letters = of('a', 3);
    await queue.add(letters);
    await queue.add([...letters].reverse());
    expect(await waiting()).toBe(3);
  });

  it('gives an organisation that comes late its turn among the thousand of another', async () => {
    const crowd = of('crowd', 1_000);
    await queue.add(crowd);
    const [late] = of('late', 1);
    await queue.add([crowd[0]!, late!, ...crowd.slice(1)]);
    expect((await takenUntil('late')).length).toBeLessThanOrEqual(3);
  });

  it('lets one organisation hint no more than a few times a second', async () => {
    for (const letter of [...of('crowd', 200), ...of('other', 1)]) queue.hint(letter);
    // Two handfuls where the second changes in between.
    expect((await takenUntil('other')).length).toBeLessThanOrEqual(21);
  });
});
