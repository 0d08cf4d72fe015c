// The figures and the lines that stand last.
import { LOCAL } from '../node/ports.mjs';
import { MAIL } from './installation.mjs';
import * as judge from './judge.mjs';
import {
  foundInDatabase,
  foundThroughPortal,
  latestAnswers,
  ledgerOf,
  readProxied,
} from './reading-back.mjs';

const MOST_SHOWN = 10;
const ENOUGH = {
  requestsInStep: 30,
  kinds: ['vendor', 'engagement', 'contract', 'assessment', 'answer', 'file'],
};
const print = (line = '') => process.stdout.write(`${line}\n`);

function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)));
  for (const row of rows) {
    print(
      row
        .map((cell, column) =>
          column === 0 ? String(cell).padEnd(widths[0]) : String(cell).padStart(widths[column]),
        )
        .join('  '),
    );
  }
}

async function lost({ installation, journal, load, staff }) {
  const { acknowledged, inDoubt, owedMail: owed } = journal;
  const { arrivals } = installation.sink;
  const shownByPortal = acknowledged.filter(({ key }) => !key.startsWith('answer:'));
  const portal = await foundThroughPortal({ staff, acknowledged: shownByPortal });
  const shown = await latestAnswers(load.respondents);
  return [
    ...judge.lostWrites(acknowledged, await foundInDatabase(installation), 'the database'),
    ...judge.lostWrites(shownByPortal, portal, 'the portal'),
    ...shown
      .map((one) => judge.staleAnswer(one, { acknowledged, inDoubt }))
      .filter((sentence) => sentence !== null),
    ...judge.lostMails({ owed, arrivals, ledger: await ledgerOf(installation) }),
  ];
}

const requestsOf = ({ requests }, step) => requests.filter(({ step: name }) => name === step.name);

function tellSteps(journal, losses) {
  const rows = [['step', 'requests', 'in flight', 'failed', 'put off']];
  const grouped = Map.groupBy(journal.steps, ({ kind, target, name }) =>
    kind === 'planned' ? `restarts of ${target}` : name,
  );
  for (const [name, steps] of grouped) {
    const requests = steps.flatMap((step) => requestsOf(journal, step));
    const loss = losses.get(steps[0]);
    const failed = requests.filter((one) => judge.hasFailed(one) && !judge.wasPutOff(one)).length;
    const putOff = requests.filter((one) => judge.hasFailed(one) && judge.wasPutOff(one)).length;
    rows.push([name, requests.length, loss ? loss.inFlight : '', failed, putOff]);
  }
  table(rows);
}

function tellWrites({ acknowledged }, arrivals, doubled) {
  const counts = Map.groupBy(acknowledged, ({ key }) => key.slice(0, key.indexOf(':')));
  print();
  table([
    ['acknowledged and read back', 'count'],
    ...[...counts].map(([kind, writes]) => [kind, writes.length]),
    ['mails handed over', arrivals.length],
    ['of them twice', doubled.length],
  ]);
}

function tellVerdict(claims) {
  print();
  for (const failures of Object.values(claims)) {
    for (const failure of failures.slice(0, MOST_SHOWN)) print(`- ${failure}`);
    if (failures.length > MOST_SHOWN) print(`- and ${failures.length - MOST_SHOWN} more`);
  }
  for (const [claim, failures] of Object.entries(claims)) print(judge.verdictLine(claim, failures));
}

/** The address by which the proxy knows an api; null for all else. */
function upstreamOf({ apis, ports }, target) {
  const index = apis.findIndex(({ name }) => name === target);
  return index === -1 ? null : `${LOCAL}:${ports.api[index]}`;
}

function lossesOf({ requests, steps }, installation) {
  const proxied = readProxied(installation.proxyLog);
  const journals = { requests, proxied, upstreamOf: (target) => upstreamOf(installation, target) };
  const killed = steps.filter(({ kind }) => kind === 'kill');
  return new Map(killed.map((step) => [step, judge.lossOfKill(step, journals)]));
}

/** By each claim what speaks against it. */
function claimsOf({ journal, losses, doubled, lostWrites, badEnds, unsettled }) {
  const { requests, steps } = journal;
  const failuresOf = (kind) =>
    steps.filter((step) => step.kind === kind).flatMap((step) => judge.failedIn(requests, step));
  const isByKill = (mail) => [...losses.keys()].some(({ name }) => name === judge.stepAt(mail.at, steps));
  const { true: byKill = [], false: otherwise = [] } = Object.groupBy(doubled, isByKill);
  const plan = { steps, concurrency: MAIL.concurrency };
  const driven = { ...journal, steps: steps.filter(({ kind }) => kind !== 'steady') };
  return {
    'enough was done': judge.tooLittle(driven, ENOUGH),
    'steady work loses no request': failuresOf('steady'),
    'afterwards the mail is out, the trail verifies, standings are what computing them gives': unsettled,
    'no acknowledged write lost': lostWrites,
    'planned restarts lose no request': [
      ...failuresOf('planned'),
      ...badEnds,
      ...judge.wronglyDoubled(otherwise, plan),
    ],
    'kills lose at most what was in flight': [
      ...[...losses.values()].flatMap(({ wrong }) => wrong),
      ...judge.wronglyDoubled(byKill, plan),
    ],
  };
}

/** Prints what was counted. @returns {Promise<boolean>} whether every claim holds */
export async function report({ installation, journal, load, staff, badEnds, unsettled }) {
  const lostWrites = await lost({ installation, journal, load, staff });
  const losses = lossesOf(journal, installation);
  const { arrivals } = installation.sink;
  const doubled = judge.doubledMails(arrivals);
  tellSteps(journal, losses);
  tellWrites(journal, arrivals, doubled);
  const claims = claimsOf({ journal, losses, doubled, lostWrites, badEnds, unsettled });
  tellVerdict(claims);
  return Object.values(claims).every((failures) => failures.length === 0);
}
