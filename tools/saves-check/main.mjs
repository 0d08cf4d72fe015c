// npm run test:saves -- <saves> [--kills <n>] [--seed <n>]
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { failWith, Problem } from '../node/problem.mjs';
import { randomFrom } from '../scale-check/random.mjs';
import { startInstallation } from './installation.mjs';
import { doubledIn, lostOf, momentsOf } from './judge.mjs';
import { Respondent } from './respondent.mjs';

const MOST_NAMED = 10;
const started = Date.now();
const tell = (line) =>
  process.stdout.write(`${String(Math.round((Date.now() - started) / 1000)).padStart(4)} s  ${line}\n`);

function wishesFrom(args) {
  const options = { kills: { type: 'string', default: '20' }, seed: { type: 'string', default: '14' } };
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [saves = '20000'] = positionals;
  const wishes = { saves: Number(saves), kills: Number(values.kills), seed: Number(values.seed) };
  for (const [name, value] of Object.entries(wishes)) {
    if (!Number.isSafeInteger(value) || value < (name === 'saves' ? 1 : 0)) {
      throw new Problem('Give whole numbers: npm run test:saves -- 20000 --kills 20 --seed 7');
    }
  }
  return wishes;
}

/** What happens to the programs, one after the other, however fast the next moment comes. */
class Disturbances {
  #coming;
  #running = Promise.resolve();
  #installation;
  done = { api: 0, postgres: 0 };

  constructor(moments, installation) {
    this.#coming = [...moments];
    this.#installation = installation;
  }

  /** Called with each acknowledgement; the clients go on meanwhile. */
  at(count) {
    while (this.#coming.length > 0 && this.#coming[0].count <= count) {
      const moment = this.#coming.shift();
      this.#running = this.#running.then(() => this.#disturb(moment));
      this.#running.catch(() => {}); // whoever awaits the end is told
    }
  }

  over() {
    return this.#running;
  }

  async #disturb({ kind, count, later }) {
    await sleep(later);
    const { api, restartPostgres } = this.#installation;
    tell(
      `after ${count} saves: ${kind === 'api' ? 'kill -9 of the api' : 'immediate restart of PostgreSQL'}`,
    );
    if (kind === 'api') {
      await api.kill();
      await api.start();
    } else {
      await restartPostgres();
      if (api.diedByItself) throw new Problem('The api ended when its database was restarted.');
    }
    this.done[kind]++;
  }
}

async function saveAll({ people, saves, disturbances }) {
  const acknowledged = [];
  let begun = 0;
  const work = async (person) => {
    while (begun < saves) {
      begun++;
      acknowledged.push(await person.save());
      disturbances.at(acknowledged.length);
    }
  };
  const ends = await Promise.allSettled(people.map(work));
  await disturbances.over();
  return { acknowledged, refusals: ends.flatMap(({ reason }) => (reason === undefined ? [] : [reason])) };
}

async function shownTo(people) {
  const shown = new Map();
  for (const person of people) {
    for (const [question, { revision, value }] of Object.entries(await person.answers())) {
      shown.set(`${person.assessmentId}:${question}`, { revision, comment: value.comment });
    }
  }
  return shown;
}

async function check({ installation, saves, kills, seed }) {
  const { port, respondents, durable } = installation;
  const people = respondents.all.map(
    (respondent) => new Respondent({ port, respondent, questions: respondents.questions }),
  );
  const moments = momentsOf({ saves, kills, random: randomFrom(seed) });
  const disturbances = new Disturbances(moments, installation);
  tell(
    `Seed ${seed}: ${saves} saves over ${people.length} connections; on in PostgreSQL: ${durable.join(', ')}.`,
  );
  try {
    const { acknowledged, refusals } = await saveAll({ people, saves, disturbances });
    const { api, postgres } = disturbances.done;
    const again = people.reduce((sum, person) => sum + person.again, 0);
    tell(
      `${api} kills of the api, ${postgres} immediate restart of PostgreSQL, ${again} saves sent more than once.`,
    );
    const rows = await installation.history();
    const history = new Map(rows.map(({ key, comment }) => [key, comment]));
    const lost = lostOf({ acknowledged, history, shown: await shownTo(people) });
    const doubled = doubledIn({ acknowledged, history });
    for (const { message } of refusals) tell(message);
    for (const { key, revision, comment } of lost.slice(0, MOST_NAMED)) {
      tell(`lost: revision ${revision} of ${key}, "${comment}"`);
    }
    for (const comment of doubled.slice(0, MOST_NAMED)) tell(`written more than once: "${comment}"`);
    process.stdout.write(`${acknowledged.length} acknowledged, ${lost.length} lost\n`);
    process.exitCode = lost.length + doubled.length + refusals.length > 0 ? 1 : 0;
  } finally {
    for (const person of people) person.close();
  }
}

export async function main(args) {
  let installation;
  try {
    const wishes = wishesFrom(args);
    tell('Starting a database that flushes as in production, and an api …');
    installation = await startInstallation();
    await check({ installation, ...wishes });
  } catch (error) {
    failWith(error);
  } finally {
    await installation?.stop();
  }
}
