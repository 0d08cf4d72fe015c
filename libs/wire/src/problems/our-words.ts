import type { AnyText, ServerText } from '@countersign/content';
import { say, type Parameters, type Words } from '../words/words';

/** What class-validator says of a field for which no message was written, without the field's name, and what we say. */
const sentences: readonly (readonly [RegExp, ServerText])[] = [
  [/^must be a string$/, 'value.text'],
  [/^should not be empty$/, 'value.not-empty'],
  [/^must be longer than or equal to (?<least>\d+) characters$/, 'value.longer'],
  [/^must be shorter than or equal to (?<most>\d+) characters$/, 'value.shorter'],
  [/^must match .* regular expression$/s, 'value.form'],
  [/^must be one of the following values: (?<values>.*)$/s, 'value.one-of'],
  [/^must be a UUID$/, 'value.id'],
  [/^must be an integer number$/, 'value.whole'],
  [/^must be a number conforming to the specified constraints$/, 'value.number'],
  [/^must not be less than (?<least>-?[\d.]+)$/, 'value.at-least'],
  [/^must not be greater than (?<most>-?[\d.]+)$/, 'value.at-most'],
  [/^must be a boolean value$/, 'value.flag'],
  [/^must be an object$/, 'value.object'],
  [/^must be either object or array$/, 'value.object'],
  [/^must be an email$/, 'value.mail-address'],
  [/^must be a URL address$/, 'value.address'],
  [/^must be a valid ISO31661 Alpha2 code$/, 'value.country'],
  [/^must be an array$/, 'value.list'],
  [/^elements must be unique$/, 'value.once-each'],
  [/^must contain at least (?<least>\d+) elements$/, 'value.more-values'],
  [/^must contain no more than (?<most>\d+) elements$/, 'value.fewer-values'],
  [/^should not exist$/, 'value.no-field'],
];

/**
 * A message for a decorator of class-validator, which takes and gives back nothing but a string: the words come out of it
 * again when the refusal is made.
 */
export function told(code: AnyText, parameters: Parameters = {}): string {
  return TOLD + JSON.stringify(say<AnyText>(code, parameters));
}

const TOLD = 'told:';

export function inOurWords(message: string, field: string): Words {
  if (message.startsWith(TOLD)) return JSON.parse(message.slice(TOLD.length)) as Words;
  const words = withoutName(message, field);
  for (const [theirs, ours] of sentences) {
    const found = theirs.exec(words);
    if (found !== null) return say(ours, numbered(found.groups ?? {}));
  }
  return say('value.other');
}

function withoutName(message: string, field: string): string {
  const before = [
    'each value in ',
    'nested property ',
    'each value in nested property ',
    'property ',
    'All ',
    '',
  ];
  const start = before.map((words) => words + field).find((words) => message.startsWith(words));
  return message.slice(start?.length ?? 0).replace(/^('s)? /, '');
}

/** A limit is a number, and written as one; what may be chosen stays as it is called. */
function numbered(groups: Readonly<Record<string, string>>): Parameters {
  return Object.fromEntries(
    Object.entries(groups).map(([name, text]) => [name, name === 'values' ? text : Number(text)]),
  );
}
