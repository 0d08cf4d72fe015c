import { isIsoDate } from '@countersign/domain';
import { formatDate, formatInstant, number } from '../../language/formats';
import { message } from '../../language/message';
import { codeInWords, fieldInWords } from './field-words';

export type Payload = Readonly<Record<string, unknown>>;

/** One field of an event. `null` means that this side of the event does not speak of the field. */
export interface FieldLine {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface Difference {
  readonly lines: readonly FieldLine[];
  /** Fields that both sides hold with the same value. */
  readonly unchanged: number;
}

/** Names and values that live in the fact catalogue, not in the portal. */
export interface FactWords {
  readonly factLabel: (fact: string) => string;
  readonly valueLabel: (fact: string, value: string) => string;
}

/** How a value reads that is known to be empty. */
export const EMPTY = $localize`:@@difference.none:none`;

interface Field {
  readonly label: string;
  readonly text: string;
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const INSTANT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/;
const FACTS = 'intake';
/** Numbers of rows by table and of mails by kind: both have the names under which exports and programs know them. */
const COUNTED: ReadonlySet<string> = new Set(['rows', 'mails']);

export function differenceOf(before: Payload | null, after: Payload | null, facts: FactWords): Difference {
  const was = fieldsOf(before ?? {}, facts);
  const is = fieldsOf(after ?? {}, facts);
  const paths = [...new Set([...is.keys(), ...was.keys()])];
  const lines = paths.map((path) => ({
    field: (is.get(path) ?? was.get(path))?.label ?? path,
    before: was.get(path)?.text ?? null,
    after: is.get(path)?.text ?? null,
  }));
  // what was empty from the beginning says nothing
  const told = lines.filter(({ before: old, after: now }) => old !== now && (old !== null || now !== EMPTY));
  return { lines: told, unchanged: lines.filter(({ before: old, after: now }) => old === now).length };
}

/** Every value with the path that leads to it, in the order in which the event states them. */
function fieldsOf(payload: Payload, facts: FactWords, above: readonly string[] = []): Map<string, Field> {
  const fields = new Map<string, Field>();
  for (const [key, value] of Object.entries(payload)) {
    const path = [...above, key];
    const children = isPayload(value) ? fieldsOf(value, facts, path) : nestedLists(value, facts, path);
    if (children !== null) {
      for (const [name, field] of children) fields.set(name, field);
    } else if (!isReference(value)) {
      fields.set(path.join('.'), { label: labelOf(path, facts), text: textOf(path, value, facts) });
    }
  }
  return fields;
}

function nestedLists(value: unknown, facts: FactWords, path: readonly string[]): Map<string, Field> | null {
  if (!Array.isArray(value) || !value.some(isPayload)) {
    return null;
  }
  const numbered = Object.fromEntries(value.map((item: unknown, index) => [String(index + 1), item]));
  return fieldsOf(numbered, facts, path);
}

function labelOf(path: readonly string[], facts: FactWords): string {
  const words = path.map((key, depth) => {
    const above = path[depth - 1] ?? '';
    if (above === FACTS) return facts.factLabel(key);
    return COUNTED.has(above) || /^\d+$/.test(key) ? key : fieldInWords(key);
  });
  return path[0] === FACTS && path.length > 1 ? words.slice(1).join(' · ') : words.join(' · ');
}

function textOf(path: readonly string[], value: unknown, facts: FactWords): string {
  const field = path.at(-1) ?? '';
  if (Array.isArray(value)) {
    const texts = value.filter((item) => !isReference(item)).map((item) => textOf(path, item, facts));
    return texts.length === 0 ? emptyList(value) : texts.join(', ');
  }
  if (typeof value === 'string') {
    return path[0] === FACTS ? facts.valueLabel(field, value) : wordsFor(field, value);
  }
  return typeof value === 'number' && path[0] === FACTS
    ? facts.valueLabel(field, String(value))
    : plain(value);
}

function wordsFor(field: string, value: string): string {
  if (value.trim() === '') {
    return $localize`:@@difference.empty:empty`;
  }
  if (isIsoDate(value)) {
    return formatDate(value);
  }
  return INSTANT.test(value) && !Number.isNaN(Date.parse(value))
    ? formatInstant(value)
    : codeInWords(field, value);
}

function plain(value: unknown): string {
  switch (typeof value) {
    case 'boolean':
      return value ? $localize`:@@difference.yes:Yes` : $localize`:@@difference.no:No`;
    case 'number':
      return number(value, { useGrouping: value >= 10_000 });
    default:
      return EMPTY;
  }
}

function emptyList(value: readonly unknown[]): string {
  return value.length === 0
    ? EMPTY
    : message($localize`:@@difference.entries:{n, plural, one {# entry} other {# entries}}`, {
        n: value.length,
      });
}

function isPayload(value: unknown): value is Payload {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An id says nothing to a reader; it stands in the record beneath. */
function isReference(value: unknown): boolean {
  return typeof value === 'string' && UUID.test(value);
}
