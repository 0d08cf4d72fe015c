import { readFileSync } from 'node:fs';
import path from 'node:path';
import { USUAL_REASON } from './reason-form';
import { type SentForm, sentForms, sentReasons } from './testing/form-bounds';
import { portalSources, type Route, Senders } from './testing/portal-sources';

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly maxLength?: number;
}
type Operations = Readonly<
  Record<
    string,
    { readonly requestBody?: { readonly content: Readonly<Record<string, { schema: Schema }>> } }
  >
>;

const API = JSON.parse(readFileSync(path.resolve(__dirname, '../../../../../../openapi.json'), 'utf8')) as {
  readonly paths: Readonly<Record<string, Operations>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

/** Mostly nobody types these: the link, the page or the product itself gives them. */
const GIVEN = ['token', 'organisation', 'fact', 'slug', 'confirmation', 'choice'];
/** What one field of the form is under two names of the API. */
const UNDER_ANOTHER_NAME: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'staff/assessments/passing-on-panel.ts': { because: 'reason' },
  'staff/assessments/delegations-panel.ts': { because: 'reason' },
  'staff/findings/finding-plan.ts': { note: 'reason' },
  'session/confirm/confirm-dialog.ts': { password: 'proof', code: 'proof' },
  'staff/engagements/tabs/use-form.ts': { dataReturnProof: 'proof' },
  'staff/contracts/terms/late-notice-form.ts': { proof: 'text', note: 'text' },
  'staff/contracts/clauses/mark-clause-form.ts': { reason: 'exceptionReason' },
};
/** A second one is confirmed for a reason that the note about the first asks for. */
const ASKED_BESIDE = ['confirmed'];
/** As long as their own pattern says. */
const BY_PATTERN = ['code', 'organisation.slug'];

/** These lead to another page, or hand what is typed to whoever asks for it. */
const SENT_ELSEWHERE = ['sign-in/choose-organisation.ts', 'ui/form/reason-form.ts'];

function bodyOf({ verb, path: wanted }: Route): Schema | null {
  const found = Object.entries(API.paths).find(
    ([known, operations]) => known.replace(/\{[^}]*\}/g, '{}') === wanted && verb in operations,
  );
  const content = found?.[1][verb]?.requestBody?.content ?? {};
  return content['application/json']?.schema ?? null;
}

function longest(
  schema: Schema,
  at = '',
  within: readonly string[] = [],
): readonly (readonly [string, number])[] {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    const named = API.components.schemas[name];
    return named === undefined || within.includes(name) ? [] : longest(named, at, [...within, name]);
  }
  const parts = [...(schema.allOf ?? []), ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])];
  return [
    ...(schema.maxLength === undefined ? [] : [[at, schema.maxLength] as const]),
    ...parts.flatMap((part) => longest(part, at, within)),
    ...(schema.items === undefined ? [] : longest(schema.items, at, within)),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, one]) =>
      longest(one, at === '' ? name : `${at}.${name}`, within),
    ),
  ];
}

function wanted({ file, routes, bounds }: SentForm): readonly (readonly [string, number])[] {
  return routes
    .flatMap((route) => {
      const body = bodyOf(route);
      return body === null ? [] : longest(body);
    })
    .filter(([field]) => !GIVEN.includes(field) || bounds.has(field))
    .filter(([field]) => ![...ASKED_BESIDE, ...BY_PATTERN].includes(field) || aliased(file, field))
    .map(([field, most]) => [UNDER_ANOTHER_NAME[file]?.[field] ?? field, most]);
}

const aliased = (file: string, field: string): boolean => UNDER_ANOTHER_NAME[file]?.[field] !== undefined;
const isOf = (field: string, of: string): boolean => field === of || field.endsWith(`.${of}`);

/** The longest of several: a code and a password are proved in one field. */
function disagreements(form: SentForm): readonly string[] {
  const asked = wanted(form);
  const most = (field: string) => Math.max(...asked.filter(([each]) => each === field).map(([, of]) => of));
  const missing = [...new Set(asked.map(([field]) => field))].flatMap((field) => {
    const said = [...form.bounds].find(([each]) => isOf(each, field))?.[1];
    return said === most(field)
      ? []
      : [
          `${form.file}: the API takes ${most(field)} characters of ${field}, the form ${said ?? 'any number'}`,
        ];
  });
  const own = [...form.bounds.keys()]
    .filter((field) => !asked.some(([each]) => isOf(field, each)))
    .map((field) => `${form.file}: only the form bounds ${field}`);
  return [...missing, ...own];
}

describe('How much may be typed', () => {
  const sources = portalSources();
  const senders = new Senders(sources.values());

  it('is in every form what the API takes, no more and no less', () => {
    const forms = sentForms(sources, senders).filter(({ file }) => !file.startsWith('gallery/'));
    expect(forms.filter(({ routes }) => routes.length === 0).map(({ file }) => file)).toEqual(SENT_ELSEWHERE);
    expect(forms.length).toBeGreaterThan(40);
    const own = forms.filter(({ file }) => !SENT_ELSEWHERE.includes(file));
    expect(own.flatMap(disagreements)).toEqual([]);
  });

  it('is so for every reason that is asked for', () => {
    const reasons = sentReasons(sources, senders, USUAL_REASON);
    expect(reasons.length).toBeGreaterThan(10);
    expect(reasons.flatMap(disagreements)).toEqual([]);
  });
});
