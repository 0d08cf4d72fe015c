/** What no field of a form holds: of another kind, without a text, beyond every number, or hard to look through. */
const strangeValues: readonly unknown[] = [
  null,
  true,
  -1,
  1e308,
  '',
  '\u0000',
  '\ud800',
  'x'.repeat(5_000),
  `${'a@'.repeat(2_000)}.-`,
  `${' '.repeat(4_000)}x`,
  '-'.repeat(4_000),
  [],
  [null],
  [[{}]],
  {},
  { toString: 1, valueOf: 1 },
  JSON.parse('{"__proto__": {"length": 1}, "constructor": 1}'),
];

const hardTexts = ['x', 'a@', '-', ' ', 'a.', '\u0301', '1,'];

/** The form with each of its texts as long as an ordinary body can be, for each text that is hard to look through. */
export function hardTextsOf(form: object): readonly object[] {
  const places = placesOf(form).filter((place) => typeof at(form, place) === 'string');
  const most = 10_000 / Math.max(1, places.length);
  return hardTexts.map((text) =>
    places.reduce(
      (whole, place) => withAt(whole, place, `${text.repeat(most / Buffer.byteLength(text))}!`),
      form,
    ),
  );
}

type Place = readonly string[];

/** The form with one thing in it that is strange, for each place and each strange thing. */
export function strangeFormsOf(form: object): readonly object[] {
  return placesOf(form).flatMap((place) => strangeValues.map((value) => withAt(form, place, value)));
}

function placesOf(value: unknown): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    [name],
    ...placesOf(inner).map((place) => [name, ...place]),
  ]);
}

const at = (whole: object, place: Place): unknown =>
  place.reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], whole);

function withAt(whole: object, [name = '', ...rest]: Place, value: unknown): object {
  const copy: Record<string, unknown> = Array.isArray(whole)
    ? ([...(whole as readonly unknown[])] as unknown as Record<string, unknown>)
    : { ...whole };
  copy[name] = rest.length === 0 ? value : withAt(copy[name] as object, rest, value);
  return copy;
}
