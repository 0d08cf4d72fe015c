export interface FieldProblem {
  readonly field: string;
  readonly message: string;
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
  readonly title: string;
  readonly detail: string;
  readonly fields?: readonly FieldProblem[];
  /** Members of the body beside the standard ones, such as both values of a conflict. */
  readonly extra?: Readonly<Record<string, unknown>>;
  /** Also sent as the header Retry-After. */
  readonly retryAfterSeconds?: number;
}

/** A refusal that the other side can read: RFC 9457. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly fields: readonly FieldProblem[] | null;
  readonly extra: Readonly<Record<string, unknown>>;

  readonly retryAfterSeconds: number | null;

  constructor({ status, code, title, detail, fields, extra, retryAfterSeconds }: ProblemParts) {
    super(detail);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.title = title;
    this.detail = shortened(detail, LONGEST_DETAIL);
    this.fields = fields ?? null;
    this.extra = extra ?? {};
    this.retryAfterSeconds = retryAfterSeconds ?? null;
  }

  /** With the request's id, by which whoever operates the product finds its line in the log. */
  body(requestId: string | null = null): Record<string, unknown> {
    return {
      ...this.extra,
      type: `urn:countersign:problem:${this.code}`,
      title: this.title,
      status: this.status,
      code: this.code,
      detail: this.detail,
      ...(this.fields && { fields: this.fields }),
      ...(this.retryAfterSeconds !== null && { retryAfterSeconds: this.retryAfterSeconds }),
      ...(requestId !== null && { requestId }),
    };
  }
}

/** Not yours and not there are the same answer. */
export function notFound(what: string): Problem {
  return new Problem({
    status: 404,
    code: 'not-found',
    title: 'Not found',
    detail: `There is no such ${what}.`,
  });
}

export function conflict(
  code: string,
  detail: string,
  extra: Readonly<Record<string, unknown>> = {},
): Problem {
  return new Problem({ status: 409, code, title: 'Conflict', detail, extra });
}

export function invalid(problems: readonly FieldProblem[], code = 'invalid'): Problem {
  const fields = problems.slice(0, MOST_FIELDS).map(({ field, message }) => ({
    field: shortened(field, LONGEST_FIELD),
    message: shortened(message, LONGEST_MESSAGE),
  }));
  const moreFields = problems.length - fields.length;
  const named = fields.map(({ field, message }) => `${field}: ${message}`).join('; ');
  return new Problem({
    status: 422,
    code,
    title: 'Some values cannot be accepted',
    detail: moreFields === 0 ? named : `${shortened(named, LONGEST_DETAIL - 50)}; and ${moreFields} more`,
    fields,
    ...(moreFields > 0 && { extra: { moreFields } }),
  });
}

export function forbidden(detail = 'Your roles do not allow this.'): Problem {
  return new Problem({ status: 403, code: 'forbidden', title: 'Not allowed', detail });
}

export function unauthorised(detail = 'Please sign in.', code = 'signed-out'): Problem {
  return new Problem({ status: 401, code, title: 'Not signed in', detail });
}

function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
