/** What class-validator says of a field for which no message was written, without the field's name, and what we say. */
const sentences: readonly (readonly [RegExp, string])[] = [
  [/^must be a string$/, 'Give a text.'],
  [/^should not be empty$/, 'This must not be empty.'],
  [/^must be longer than or equal to (\d+) characters$/, 'Give at least $1 characters.'],
  [/^must be shorter than or equal to (\d+) characters$/, 'Keep this within $1 characters.'],
  [/^must match .* regular expression$/s, 'This is not written in the form that is asked for.'],
  [/^must be one of the following values: (.*)$/s, 'Choose one of: $1.'],
  [/^must be a UUID$/, 'Give the id of something that exists.'],
  [/^must be an integer number$/, 'Give a whole number.'],
  [/^must not be less than (-?[\d.]+)$/, 'Give a number of at least $1.'],
  [/^must not be greater than (-?[\d.]+)$/, 'Give a number of at most $1.'],
  [/^must be a boolean value$/, 'Say true or false.'],
  [/^must be an object$/, 'Give an object with fields of its own.'],
  [/^must be either object or array$/, 'Give an object with fields of its own.'],
  [/^must be an email$/, 'Give a mail address, such as ana@company.example.'],
  [/^must be a URL address$/, 'Give an address, such as https://company.example.'],
  [/^must be a valid ISO31661 Alpha2 code$/, 'Give the two letters of a country, such as US.'],
  [/^must be an array$/, 'Give a list.'],
  [/^elements must be unique$/, 'Name each value once.'],
  [/^must contain at least (\d+) elements$/, 'Give at least $1 values.'],
  [/^must contain no more than (\d+) elements$/, 'Give at most $1 values.'],
  [/^should not exist$/, 'There is no such field here.'],
];

/** A message of ours is left as it is: it does not begin with the name by which the program knows the field. */
export function inOurWords(message: string, field: string): string {
  const words = withoutName(message, field);
  if (words === null) return message;
  for (const [theirs, ours] of sentences) {
    if (theirs.test(words)) return words.replace(theirs, ours).replaceAll(/\d{4,}/g, grouped);
  }
  return 'This is not what is asked for.';
}

function withoutName(message: string, field: string): string | null {
  const before = [
    'each value in ',
    'nested property ',
    'each value in nested property ',
    'property ',
    'All ',
    '',
  ];
  const start = before.map((words) => words + field).find((words) => message.startsWith(words));
  if (start === undefined) return null;
  const rest = message.slice(start.length);
  return /^('s)? (elements )?(must|should)/.test(rest) ? rest.replace(/^('s)? /, '') : null;
}

const grouped = (number: string) => Number(number).toLocaleString('en-US');
