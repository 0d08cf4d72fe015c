import { formatDate, number } from './formats';
import { formatsLocale, language } from './reader';

export type Values = Readonly<Record<string, string | number>>;

/**
 * An ICU message with its values: `{n, plural, one {# file} other {# files}}`, `{kind, select, …}`, `{n, number}`, `{day, date, short}` and `{name}`.
 * Templates
 * and `$localize` know gaps but no plurals outside templates, so a sentence with a number in it comes through here.
 */
export function message(text: string, values: Values): string {
  return sentence(text, values, null);
}

function sentence(text: string, values: Values, amount: number | null): string {
  let said = '';
  for (let place = 0; place < text.length;) {
    const character = text[place] ?? '';
    if (character === '{') {
      const end = closing(text, place);
      said += argument(text.slice(place + 1, end), values, amount);
      place = end + 1;
    } else {
      said += character === '#' && amount !== null ? number(amount) : character;
      place += 1;
    }
  }
  return said;
}

function argument(inside: string, values: Values, amount: number | null): string {
  const [, name = '', kind, rest = ''] =
    /^\s*(\w+)\s*(?:,\s*(?:number|(plural|select|date)\s*,(.*)))?$/s.exec(inside) ?? [];
  const value = values[name];
  if (value === undefined) throw new RangeError(`“${inside}” has no value.`);
  if (kind === undefined) return typeof value === 'number' ? number(value) : value;
  if (kind === 'date') return formatDate(String(value));
  const choices = choicesOf(rest);
  const chosen =
    choices.get(kind === 'plural' ? `=${value}` : String(value)) ??
    (kind === 'plural' ? choices.get(category(Number(value))) : undefined) ??
    choices.get('other') ??
    '';
  return sentence(chosen, values, kind === 'plural' ? Number(value) : amount);
}

function choicesOf(text: string): ReadonlyMap<string, string> {
  const choices = new Map<string, string>();
  for (let place = 0; ;) {
    const open = text.indexOf('{', place);
    if (open === -1) return choices;
    const end = closing(text, open);
    choices.set(text.slice(place, open).trim(), text.slice(open + 1, end));
    place = end + 1;
  }
}

function closing(text: string, open: number): number {
  let depth = 0;
  for (let place = open; place < text.length; place += 1) {
    if (text[place] === '{') depth += 1;
    if (text[place] === '}') depth -= 1;
    if (depth === 0) return place;
  }
  throw new RangeError(`A brace is not closed in “${text}”.`);
}

/** The numbers follow the formats, the grammar follows the language. */
function category(amount: number): Intl.LDMLPluralRule {
  return new Intl.PluralRules([language(), formatsLocale()]).select(amount);
}
