import { WRITTEN_IN, type ServerText } from '@countersign/content';
import { readersLanguage } from '../words/reader';
import { inWords, say, type Words } from '../words/words';

export interface FieldProblem {
  readonly field: string;
  readonly message: Words;
}

/** In one answer: more is no help to anybody, and a refusal must not be larger than what it refuses. */
const MOST_FIELDS = 20;
const LONGEST_FIELD = 80;
const LONGEST_MESSAGE = 400;
const LONGEST_DETAIL = 1_000;

interface ProblemParts {
  readonly status: number;
  /** Stable: clients and tests decide by it, never by the text. */
  readonly code: string;
  readonly title: Words;
  /** None where the fields say it all. */
  readonly detail?: Words;
  readonly fields?: readonly FieldProblem[];
  /** Members of the body beside the standard ones, such as both values of a conflict. */
  readonly extra?: Readonly<Record<string, unknown>>;
  /** Also sent as the header Retry-After. */
  readonly retryAfterSeconds?: number;
}

/** A refusal that the other side can read: RFC 9457. It becomes words only where the reader is known. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: readonly FieldProblem[] | null;
  readonly extra: Readonly<Record<string, unknown>>;
  readonly retryAfterSeconds: number | null;
  private readonly said: Pick<ProblemParts, 'title' | 'detail'>;

  constructor({ status, code, title, detail, fields, extra, retryAfterSeconds }: ProblemParts) {
    super(code);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.said = { title, ...(detail && { detail }) };
    this.fields = fields?.slice(0, MOST_FIELDS) ?? null;
    const moreFields = (fields?.length ?? 0) - MOST_FIELDS;
    this.extra = { ...extra, ...(moreFields > 0 && { moreFields }) };
    this.retryAfterSeconds = retryAfterSeconds ?? null;
    this.message = this.detailIn(WRITTEN_IN);
  }

  /** For a row that keeps it until somebody reads it. */
  get words(): Words {
    return this.said.detail ?? say('as-written', { text: this.detail });
  }

  /** In English, as the log tells it. */
  get detail(): string {
    return this.detailIn(WRITTEN_IN);
  }

  /** With the request's id, by which whoever operates the product finds its line in the log. */
  body(requestId: string | null = null, language = readersLanguage()): Record<string, unknown> {
    return {
      ...this.extra,
      type: `urn:countersign:problem:${this.code}`,
      title: inWords(this.said.title, language),
      status: this.status,
      code: this.code,
      detail: this.detailIn(language),
      ...(this.fields && { fields: this.fieldsIn(language) }),
      ...(this.retryAfterSeconds !== null && { retryAfterSeconds: this.retryAfterSeconds }),
      ...(requestId !== null && { requestId }),
    };
  }

  private fieldsIn(language: string): readonly { readonly field: string; readonly message: string }[] {
    return (this.fields ?? []).map(({ field, message }) => ({
      field: shortened(field, LONGEST_FIELD),
      message: shortened(inWords(message, language), LONGEST_MESSAGE),
    }));
  }

  private detailIn(language: string): string {
    if (this.said.detail !== undefined) return shortened(inWords(this.said.detail, language), LONGEST_DETAIL);
    const named = this.fieldsIn(language)
      .map(({ field, message }) => `${field}: ${message}`)
      .join('; ');
    const { moreFields } = this.extra;
    if (typeof moreFields !== 'number') return named;
    const fields = shortened(named, LONGEST_DETAIL - 50);
    return inWords(say('refusal.more-fields', { fields, more: moreFields }), language);
  }
}

/** Of the texts `prefix.…`, what follows the point. */
type After<Prefix extends string, Key> = Key extends `${Prefix}.${infer Rest}` ? Rest : never;
/** What may be sought and not be there: `no-such.…` says so. */
export type Thing = After<'no-such', ServerText>;
/** A code that has words of its own: `refusal.…`. */
export type WordedCode = After<'refusal', ServerText>;

/** Not yours and not there are the same answer. */
export function notFound(what: Thing): Problem {
  return new Problem({
    status: 404,
    code: 'not-found',
    title: say('title.not-found'),
    detail: say(`no-such.${what}`),
  });
}

/** Members of the body beside the standard ones; the fields are put into words. */
type Beside = Readonly<Record<string, unknown>> & { readonly fields?: readonly FieldProblem[] };

/** Where the code alone does not tell enough, with words of the case. */
export function conflict(code: WordedCode): Problem;
export function conflict(code: string, detail: Words, extra?: Beside): Problem;
export function conflict(
  code: string,
  detail: Words = say(`refusal.${code as WordedCode}`),
  { fields, ...extra }: Beside = {},
): Problem {
  const title = say('title.conflict');
  return new Problem({ status: 409, code, title, detail, extra, ...(fields && { fields }) });
}

export function invalid(fields: readonly FieldProblem[], code = 'invalid'): Problem {
  return new Problem({ status: 422, code, title: say('title.invalid'), fields });
}

export function forbidden(detail: Words = say('refusal.forbidden')): Problem {
  return new Problem({ status: 403, code: 'forbidden', title: say('title.forbidden'), detail });
}

export function unauthorised(detail: Words = say('refusal.signed-out'), code = 'signed-out'): Problem {
  return new Problem({ status: 401, code, title: say('title.signed-out'), detail });
}

export function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
