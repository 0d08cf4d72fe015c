import { IntlMessageFormat } from 'intl-messageformat';
import { textIn, type Text } from '@countersign/domain';
import type { AnyText, ServerText } from '@countersign/content';
import { dayOrInstant, listed, numbers, plurals, styles, type Moment } from './formats';
import { languageOf } from './languages';
import { readersLanguage } from './reader';

/**
 * Days are `YYYY-MM-DD`; content comes in the languages it was written in; a list is joined as the language joins; words
 * stand within words.
 */
export type Parameter = number | Moment | Item | readonly Item[];
type Item = Text | Words;
export type Parameters = Readonly<Record<string, Parameter>>;

/** What is to be said, in no language yet: this is kept in rows, and carried to whoever knows the reader. */
export interface Words<Code extends AnyText = AnyText> {
  readonly code: Code;
  readonly parameters: Parameters;
}

export function say<Code extends AnyText = ServerText>(code: Code, parameters: Parameters = {}): Words<Code> {
  return { code, parameters };
}

/**
 * In the language of the reader, or in another. A code that no text is known for, as a row of another version may hold
 * it, is shown as it is: a page must not fail over a word.
 */
export function inWords({ code, parameters }: Words, tag = readersLanguage()): string {
  const message = messageOf(code, tag);
  if (message === null) return code;
  const values = Object.entries(parameters).map(([name, value]) => [name, valueOf(value, tag)] as const);
  return String(message.format(Object.fromEntries(values)));
}

function valueOf(value: Parameter, tag: string): string | number | Moment {
  if (typeof value === 'number') return value;
  if (isList(value)) {
    const { formats } = languageOf(tag);
    return listed(
      formats,
      value.map((item) => itemInWords(item, tag)),
    );
  }
  return isMoment(value) ? value : itemInWords(value, tag);
}

function itemInWords(item: Item, tag: string): string {
  return isSaid(item) ? inWords(item, tag) : textIn(item, tag);
}

const isList = (value: Parameter): value is readonly Item[] => Array.isArray(value);
const isMoment = (value: Moment | Item): value is Moment =>
  typeof value === 'object' && 'at' in value && 'zone' in value;
const isSaid = (item: Item): item is Words =>
  typeof item === 'object' && typeof item['code'] === 'string' && typeof item['parameters'] === 'object';

const messages = new Map<string, IntlMessageFormat>();

function messageOf(code: string, tag: string): IntlMessageFormat | null {
  const key = `${tag} ${code}`;
  const known = messages.get(key);
  if (known !== undefined) return known;
  const { texts, formats } = languageOf(tag);
  if (!Object.hasOwn(texts, code)) return null;
  const message = new IntlMessageFormat(texts[code as AnyText], formats, styles, {
    ignoreTag: true,
    formatters,
  });
  messages.set(key, message);
  return message;
}

type Formatters = NonNullable<ConstructorParameters<typeof IntlMessageFormat>[3]>['formatters'];

/** Days come as they are written in rows and on the wire; no `Date` is made of them before they are shown. */
const formatters = {
  getNumberFormat: (locale: string, options?: Intl.NumberFormatOptions) => numbers(locale, options),
  getPluralRules: (locale: string, options?: Intl.PluralRulesOptions) => plurals(locale, options),
  getDateTimeFormat: (locale: string, options: Intl.DateTimeFormatOptions = {}) => ({
    format: (value: string | Moment) => dayOrInstant(locale, options, value),
  }),
} as unknown as NonNullable<Formatters>;
