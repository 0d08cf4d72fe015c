import { getMetadataStorage } from 'class-validator';
import type { ValidationMetadata } from 'class-validator/types/metadata/ValidationMetadata';
import { ServerModule } from '#product';
import { inWords } from '../words/words';
import { inOurWords, told } from './our-words';

/** What the package says of a field, its own name for the field in it; null where the rule has a message of ours. */
function theirWords(rule: ValidationMetadata): string | null {
  const storage = getMetadataStorage();
  const [constraint] = rule.message ? [] : storage.getTargetValidatorConstraints(rule.constraintCls);
  const about = { constraints: rule.constraints, property: rule.propertyName } as never;
  const said = rule.message || constraint?.instance.defaultMessage?.(about);
  if (typeof said !== 'string' || !said.includes('$property')) return null;
  return said
    .replaceAll('$property', rule.propertyName)
    .replaceAll('$constraint1', String(rule.constraints?.[0]));
}

describe('What is wrong with a field', () => {
  it('is never told in the words of the package, whatever rule of whatever form refuses it', () => {
    expect(ServerModule).toBeDefined();
    const rules = [...getMetadataStorage()['validationMetadatas'].values()].flat() as ValidationMetadata[];
    const told = rules.flatMap((rule) => {
      const theirs = theirWords(rule);
      return theirs === null ? [] : [{ theirs, ours: inWords(inOurWords(theirs, rule.propertyName)) }];
    });
    expect(told.length).toBeGreaterThan(50);
    for (const { theirs, ours } of told) {
      expect([theirs, ours]).toEqual([theirs, expect.stringMatching(/^[A-Z][^$]*\.$/)]);
      expect([theirs, ours]).not.toEqual([theirs, 'This is not what is asked for.']);
    }
  });

  it('has its words in the texts where a form brings a message of its own', () => {
    expect(ServerModule).toBeDefined();
    const rules = [...getMetadataStorage()['validationMetadatas'].values()].flat() as ValidationMetadata[];
    const own = rules.flatMap(({ message }) =>
      typeof message === 'string' && !message.includes('$property') ? [message] : [],
    );
    expect(own.length).toBeGreaterThan(50);
    expect(own.filter((message) => !message.startsWith('told:'))).toEqual([]);
  });

  it.each([
    ["All roles's elements must be unique", 'roles', 'Name each value once.'],
    ['each value in sections must be a string', 'sections', 'Give a text.'],
    [
      'notes must be shorter than or equal to 10000 characters',
      'notes',
      'Keep this within 10,000 characters.',
    ],

    ['kind must be one of the following values: a, b', 'kind', 'Choose one of: a, b.'],
    ['colour must be a hex colour', 'colour', 'This is not what is asked for.'],
    [told('value.at-most', { most: 12_000 }), 'amount', 'Give a number of at most 12,000.'],
  ])('%s', (message, field, expected) => {
    expect(inWords(inOurWords(message, field))).toBe(expected);
  });
});
