// Reads everything back that was acknowledged: through the portal's own interface, and in the database behind its back.
import fs from 'node:fs';
import { QUESTION, sha256Of } from './people.mjs';

/** How many of its pages a member looks at in one go. */
const AT_ONCE = 4;

/** Where each kind of record is read, and what is to be noted of it. */
const pages = {
  vendor: [(id) => `/api/vendors/${id}`, ({ body }) => body.name],
  engagement: [(id) => `/api/engagements/${id}`, ({ body }) => body.name],
  contract: [(id) => `/api/contracts/${id}`, ({ body }) => body.row.title],
  assessment: [(id) => `/api/assessments/${id}`, ({ body }) => body.row.engagementId],
  file: [(id) => `/api/evidence/${id}/file`, ({ bytes }) => sha256Of(bytes)],
};

/** What each acknowledged record reads as over HTTP, for a member of its organisation. Answers are the respondents' to read. */
export async function foundThroughPortal({ staff, acknowledged }) {
  const found = new Map();
  const readAll = async (browser, keys) => {
    for (let key = keys.pop(); key !== undefined; key = keys.pop()) {
      const [kind, id] = key.split(':');
      const [pathOf, valueOf] = pages[kind];
      const answer = await browser.get(pathOf(id));
      if (answer.status === 200) found.set(key, valueOf(answer));
    }
  };
  const reading = staff.flatMap(({ browser, organisation }) => {
    const keys = acknowledged.filter((write) => write.organisation === organisation).map(({ key }) => key);
    const browsers = [browser, ...Array.from({ length: AT_ONCE - 1 }, () => browser.another())];
    return browsers.map((one) => readAll(one, keys));
  });
  await Promise.all(reading);
  return found;
}

/** What each respondent's page shows as the latest text. */
export async function latestAnswers(respondents) {
  const shown = [];
  for (const { browser, path, key } of respondents) {
    const { body } = await browser.get(path);
    const answer = body?.answers?.[QUESTION];
    shown.push({ key, revision: answer?.revision ?? 0, text: answer?.value.answer ?? '' });
  }
  return shown;
}

const everything = `
  select 'vendor:' || id as key, name as value from app.vendor
  union all select 'engagement:' || id, name from app.engagement
  union all select 'contract:' || id, title from app.contract
  union all select 'assessment:' || id, engagement_id::text from app.assessment
  union all select 'file:' || id, sha256 from app.evidence
  union all select 'answer:' || assessment_id || ':' || question || ':' || revision, value ->> 'answer' from app.answer_revision`;

export function foundInDatabase(installation) {
  return installation.asAdmin(async (client) => {
    const { rows } = await client.query(everything);
    return new Map(rows.map(({ key, value }) => [key, value]));
  });
}

export function ledgerOf(installation) {
  return installation.asAdmin(async (client) => {
    const { rows } = await client.query('select id, state, recipient from app.notification order by id');
    return rows;
  });
}

/** The proxy's log, by the number that each request carried. @returns {import('./judge.mjs').Proxied[]} */
export function readProxied(file) {
  return fs
    .readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
    .map(({ number, ended, seconds, upstreams }) => ({
      number: Number(number),
      began: (ended - seconds) * 1_000,
      ended: ended * 1_000,
      upstreams: upstreams.split(/[,:] /).map((one) => one.trim()),
    }));
}
