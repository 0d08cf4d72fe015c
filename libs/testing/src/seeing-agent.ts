import { verdictOn } from '@countersign/domain';
import type { Test } from 'supertest';
import type TestAgent from 'supertest/lib/agent';

type Json = Readonly<Record<string, unknown>>;
type Row = Readonly<Record<string, unknown>>;

/** A command that names what was seen, and where that is shown. */
interface Seeing {
  readonly command: RegExp;
  readonly page: (parts: readonly string[]) => string;
  readonly seen: (page: Json, parts: readonly string[]) => Json;
}

const rowsOf = (page: Json, field: string) => (page[field] ?? []) as readonly Row[];
const rowOf = (page: Json, field: string, key: string, value: string) =>
  rowsOf(page, field).find((row) => String(row[key]) === value);

/** Of things that may not be there: what nobody has said yet has the revision 0. */
const revisionOf = (row: Row | undefined) => ({ revision: row?.['revision'] ?? 0 });

const verdictOf = (finding: Row | undefined) =>
  finding === undefined ? 'unjudged' : verdictOn(finding as unknown as Parameters<typeof verdictOn>[0]);

const NO_DAY = '2000-01-01';

const seeings: readonly Seeing[] = [
  {
    command: /^POST \/api\/contracts\/([^/]+)\/terms\/([^/]+)\/decision$/,
    page: ([id]) => `/api/contracts/${id}`,
    seen: (page, [, number = '']) => ({
      ...revisionOf(rowOf(page, 'decisions', 'termNumber', number)),
      lastDay: rowOf(page, 'schedule', 'number', number)?.['lastDay'] ?? NO_DAY,
    }),
  },
  {
    command: /^(?:PUT|POST) \/api\/contracts\/([^/]+)\/clauses\/([^/]+)(?:\/exception)?$/,
    page: ([id]) => `/api/contracts/${id}`,
    seen: (page, [, clause = '']) => revisionOf(rowOf(page, 'clauses', 'clause', clause)),
  },
  {
    command: /^PUT \/api\/assessments\/([^/]+)\/reviews\/([^/]+)$/,
    page: ([id]) => `/api/assessments/${id}`,
    seen: (page, [, question = '']) => {
      const [answers = {}, reviews = {}] = [page['answers'], page['reviews']] as Record<string, Row>[];
      return { ...revisionOf(reviews[question]), answerRevision: revisionOf(answers[question]).revision };
    },
  },
  {
    command: /^POST \/api\/assessments\/([^/]+)\/(?:close|return)$/,
    page: ([id]) => `/api/assessments/${id}`,
    seen: (page) => revisionOf(page),
  },
  {
    command: /^POST \/api\/engagements\/([^/]+)\/approvals$/,
    page: ([id]) => `/api/engagements/${id}`,
    seen: (page) => ({ after: rowsOf(page, 'approvals')[0]?.['id'] ?? null }),
  },
  {
    command: /^POST \/api\/findings\/([^/]+)\/(?:accept|reject)$/,
    page: () => '/api/findings?limit=100',
    seen: (page, [id = '']) => ({ seen: verdictOf(rowOf(page, 'items', 'id', id)) }),
  },
  {
    command: /^POST \/api\/engagements\/([^/]+)\/scope\/settle$/,
    page: ([id]) => `/api/engagements/${id}`,
    seen: (page) => revisionOf(page),
  },
  {
    command: /^POST \/api\/respond\/assessments\/([^/]+)\/submit$/,
    page: ([id]) => `/api/respond/assessments/${id}`,
    seen: (page) => ({
      shown: Object.fromEntries(
        Object.entries((page['answers'] ?? {}) as Readonly<Record<string, Row>>).map(([question, answer]) => [
          question,
          revisionOf(answer).revision,
        ]),
      ),
    }),
  },
  {
    command: /^PUT \/api\/retention\/([^/]+)$/,
    page: () => '/api/retention',
    seen: (page, [name = '']) => revisionOf(rowOf(page, 'classes', 'class', name)),
  },
  {
    command: /^(?:PUT|DELETE) \/api\/organisation\/oidc$/,
    page: () => '/api/organisation/oidc',
    seen: (page) => revisionOf(page),
  },
];

/**
 * A browser in which whoever sends a command has the page before them: what a spec does not say of what was seen is read
 * there at that moment. A spec about somebody who saw something else says so, and one about a command that says nothing
 * sends it from a browser of `product.browser()`.
 */
export function seeingAgent(agent: TestAgent): TestAgent {
  return agent.use((asked: unknown) => {
    const test = asked as Test & { readonly url: string; readonly method: string; _data?: unknown };
    const command = `${test.method} ${new URL(test.url).pathname}`;
    const found = seeings.find((one) => one.command.test(command));
    if (found === undefined) return;
    const parts = found.command.exec(command)?.slice(1) ?? [];
    const end = test.end.bind(test);
    const complete = async () => {
      const { body } = await agent.get(found.page(parts));
      const seen = found.seen((body ?? {}) as Json, parts);
      if (test.method === 'DELETE') test.query(seen);
      // a command without a body gets one, with its type
      else test.send({ ...seen, ...(test._data as Json | undefined) });
    };
    const said = () => {
      const data = test._data ?? {};
      return typeof data !== 'object' || Array.isArray(data) ? null : (data as Json);
    };
    test.end = (callback) => {
      const names = Object.keys(found.seen({}, parts));
      const lacks = test.method === 'DELETE' ? !test.url.includes('?') : lacking(said(), names);
      if (lacks)
        void complete().then(
          () => end(callback),
          (error: unknown) => callback?.(error as Error, undefined as never),
        );
      else end(callback);
      return test;
    };
  });
}

const lacking = (body: Json | null, names: readonly string[]) =>
  body !== null && names.some((name) => !Object.hasOwn(body, name));
