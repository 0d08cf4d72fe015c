// The plan: a steady base, planned restarts one after the other, kills one after the other, and what remains when all is quiet.
import { setTimeout as sleep } from 'node:timers/promises';
import { runProgram } from '../launcher/programs.mjs';
import { Problem } from '../node/problem.mjs';

const BASE_MS = 10_000;
const ROUNDS = 3;
/** How long a killed process stays away, and how long the rest is watched afterwards. */
const AWAY_MS = 2_500;
const AFTERWARDS_MS = 3_000;
/** The proxy asks a server again that it gave up, a moment after its `fail_timeout`, which it counts in whole seconds. */
const PROXY_NOTICES_MS = 2_500;
/** Mails that fall due at once, while a worker is stopped or killed. */
const DUE_AT_ONCE = 40;
const MAIL_PATIENCE_MS = 90_000;

export async function steadyBase({ journal, tell }) {
  tell('Everybody at work …');
  journal.begin('base');
  await sleep(BASE_MS);
  await journal.untilAnswered();
}

/** One machine after the other, as they are upgraded: each once the one before is ready again. Gives what ended badly. */
export async function plannedRestarts({ installation, journal, tell }) {
  const badEnds = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const { name: machine, programs } of installation.machines) {
      const name = `restart ${round} of ${machine}`;
      tell(`${name} …`);
      journal.begin(name, { kind: 'planned', target: machine });
      await mailsFallDue(installation);
      await Promise.all(programs.map((one) => restart(one, { name, badEnds })));
      await sleep(PROXY_NOTICES_MS);
      await journal.untilAnswered();
    }
  }
  return badEnds;
}

async function restart(one, { name, badEnds }) {
  const code = await one.stop();
  if (code !== 0) badEnds.push(`${name}: ${one.name} ended with ${code}`);
  await one.start();
}

async function killAndStartAgain({ installation, journal, tell }, one) {
  tell(`kill of ${one.name} …`);
  journal.begin(`kill of ${one.name}`, { kind: 'kill', target: one.name });
  if (installation.workers.includes(one)) await mailsFallDue(installation);
  await journal.noteKill(() => one.kill());
  await sleep(AWAY_MS);
  await one.start();
  await sleep(AFTERWARDS_MS);
  await journal.untilAnswered();
}

export async function kills(scene) {
  const { installation } = scene;
  const { apis, workers, redis, pooler } = installation;
  for (const one of [apis[0], workers[0], redis, apis[1], workers[1], pooler])
    await killAndStartAgain(scene, one);
  await crashOfDatabase(scene, 'a connection of the database', killBackend);
  await crashOfDatabase(scene, 'the database', stopDatabaseAtOnce);
}

async function crashOfDatabase({ installation, journal, tell }, what, crash) {
  tell(`kill of ${what} …`);
  journal.begin(`kill of ${what}`, { kind: 'kill', target: 'postgres' });
  await sleep(500);
  await journal.noteKill(() => crash(installation));
  await sleep(AFTERWARDS_MS);
  await journal.untilAnswered();
}

/** One connection's process is killed: PostgreSQL then ends all others too and recovers from its log. */
async function killBackend(installation) {
  const pid = await installation.asAdmin(async (client) => {
    const { rows } = await client.query(
      `select pid from pg_stat_activity where usename = 'cs_app' order by state_change desc limit 1`,
    );
    return rows[0]?.pid;
  });
  process.kill(pid, 'SIGKILL');
}

/** Nothing is written down any more: what was promised has to be in its log already. */
async function stopDatabaseAtOnce(installation) {
  process.kill(installation.addresses.postmaster, 'SIGQUIT');
  await sleep(AWAY_MS);
  await installation.restartDatabase();
}

/** Gives back once the first of them has been handed over, so that others are in hand. */
async function mailsFallDue(installation) {
  const { arrivals } = installation.sink;
  const before = arrivals.length;
  const planted = await installation.asAdmin(async (client) => {
    const { rowCount } = await client.query(
      `insert into app.notification (organisation_id, occasion, recipient, recipient_name, contact_id, kind, object_kind,
         object_id, immediate)
       select organisation_id, 'scale-check:' || uuidv7(), recipient, recipient_name, contact_id, kind, object_kind,
         object_id, true
       from app.notification, generate_series(1, $1)
       where kind = 'assessment-invitation' and state = 'sent'
       order by id limit $1`,
      [DUE_AT_ONCE],
    );
    return rowCount;
  });
  if (planted === 0) throw new Problem('No invitation had been mailed yet of which more could fall due.');
  for (let waited = 0; arrivals.length < before + 3 && waited < 10_000; waited += 10) await sleep(10);
}

/** Null once nothing waits any more, else what still does. */
async function mailQuiet(installation) {
  const waiting = `select count(*)::int as count from app.notification where state in ('pending', 'sending')`;
  for (const deadline = Date.now() + MAIL_PATIENCE_MS; ; await sleep(250)) {
    const { count } = await installation.asAdmin(async (client) => (await client.query(waiting)).rows[0]);
    if (count === 0) return null;
    if (Date.now() > deadline) return `${count} mails still wait after ${MAIL_PATIENCE_MS / 1000} seconds`;
  }
}

const standings = `
  select to_jsonb(s) - 'computed_at' - 'changes_on' as standing from app.standing s order by s.engagement_id`;

/** Every standing is called due, and a worker that starts computes it again from what it stands on. */
async function standingsUnaffected(installation) {
  const read = () => installation.asAdmin(async (client) => (await client.query(standings)).rows);
  const before = await read();
  await installation.asAdmin((client) => client.query(`update app.standing set changes_on = '2000-01-01'`));
  const [worker] = installation.workers;
  await worker.stop();
  await worker.start();
  const due = `select count(*)::int as count from app.standing where changes_on = '2000-01-01'`;
  for (const deadline = Date.now() + 75_000; ; await sleep(250)) {
    const { count } = await installation.asAdmin(async (client) => (await client.query(due)).rows[0]);
    if (count === 0) break;
    if (Date.now() > deadline) return [`${count} standings were not computed again`];
  }
  const after = (await read()).map(({ standing }) => JSON.stringify(standing));
  return before
    .map(({ standing }) => standing)
    .filter((standing, index) => JSON.stringify(standing) !== after[index])
    .map(({ engagement_id: id }) => `the standing of engagement ${id} is not what computing it again gives`);
}

/** When nobody works any more. */
export async function settle({ installation, journal, tell, logFile }) {
  tell('Nobody works any more; the mail leaves …');
  journal.begin('settling');
  const waiting = await mailQuiet(installation);
  tell('Standings are computed again, the trail is verified …');
  const standing = await standingsUnaffected(installation);
  const audit = await runProgram('audit-verify', [], { env: installation.env, logFile });
  return [
    ...(waiting === null ? [] : [waiting]),
    ...standing,
    ...(audit === 0 ? [] : [`audit:verify ended with ${audit}`]),
    ...installation.diedByThemselves.map((name) => `${name} died by itself`),
  ];
}
