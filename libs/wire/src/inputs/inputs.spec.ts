import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import {
  Country,
  MailAddress,
  NewSlug,
  OptionalCountry,
  OptionalLink,
  OptionalMailAddress,
  OptionalSecret,
  OptionalSlug,
  QueryText,
  Secret,
} from './account-inputs';
import { OptionalDay, OptionalLine } from './inputs';
import {
  GivenChoices,
  GivenIds,
  GivenWhole,
  NestedForm,
  NestedForms,
  OptionalNestedForm,
  OptionalWhole,
  QueryWhole,
} from './value-inputs';

class Place {
  @Country('value.country') readonly country: string;
}

class Rule {
  @Secret({ most: 5 }) readonly value: string;
}

class Form {
  @MailAddress('value.mail-address') readonly email: string;
  @NewSlug('value.form') readonly slug: string;
  @OptionalSlug() readonly organisation?: string | null;
  @Secret() readonly password: string;
  @OptionalSecret({ message: 'value.not-empty' }) readonly code: string | null = null;
  @OptionalCountry('value.country') readonly country: string | null = null;
  @OptionalLink(30, 'value.address') readonly website: string | null = null;
  @OptionalMailAddress('value.mail-address') readonly replyTo: string | null = null;
  @OptionalLine(5, 'value.not-empty') readonly title: string | null = null;
  @OptionalDay() readonly until: string | null = null;
  @GivenWhole({ least: 1, most: 9 }) readonly months: number;
  @OptionalWhole({ least: 1 }) readonly page: number | null = null;
  @QueryWhole({ most: 9 }) readonly within?: number;
  @QueryText(5) readonly cursor?: string;
  @GivenChoices(['a', 'b'], { none: 'value.not-empty' }) readonly letters: string[];
  @GivenIds(2, { none: 'value.not-empty' }) readonly ids: string[];
  @NestedForm(() => Place) readonly place: Place;
  @OptionalNestedForm(() => Place) readonly other: Place | null = null;
  @NestedForms(() => Rule, {
    most: 2,
    apart: { by: ({ value }) => value, twice: 'value.once-each' },
  })
  readonly rules: Rule[];
}

const id = '01990000-0000-7000-8000-000000000001';
const good = {
  email: ' Ann@Alder.Example ',
  slug: ' alder ',
  password: ' as typed ',
  months: 3,
  letters: ['a'],
  ids: [id],
  place: { country: ' us' },
  rules: [{ value: 'x' }],
};

/** As the global pipe does it. */
function read(wishes: Readonly<Record<string, unknown>>): { form: Form; wrong: readonly string[] } {
  const form = plainToInstance(Form, { ...good, ...wishes });
  const errors = validateSync(form, { whitelist: true, forbidNonWhitelisted: true });
  const placesOf = (error: ValidationError): string[] =>
    error.children?.length
      ? error.children.flatMap((child) => placesOf(child).map((place) => `${error.property}.${place}`))
      : [error.property];
  return { form, wrong: errors.flatMap(placesOf) };
}

describe('The inputs of forms', () => {
  it('read what is meant: addresses and codes in one manner of writing, secrets as they are', () => {
    const { form, wrong } = read({
      country: 'de',
      website: ' https://alder.example ',
      replyTo: ' A@Alder.Example',
      within: '4',
    });
    expect(wrong).toEqual([]);
    expect(form).toMatchObject({
      email: 'ann@alder.example',
      slug: 'alder',
      password: ' as typed ',
      country: 'DE',
      website: 'https://alder.example',
      replyTo: 'a@alder.example',
      within: 4,
      place: { country: 'US' },
    });
  });

  it('take null and absence alike where a value is optional, and keep null', () => {
    const none = {
      code: null,
      country: null,
      website: null,
      replyTo: null,
      title: null,
      until: null,
      page: null,
      other: null,
    };
    expect(read(none).wrong).toEqual([]);
    expect(read({}).form).toMatchObject(none);
  });

  it.each<[string, unknown]>([
    ['email', 'ann'],
    ['email', `${'a'.repeat(64)}@${'b'.repeat(200)}.example`],
    ['email', 7],
    ['slug', 'Alder Inc'],
    ['organisation', 'x'.repeat(64)],
    ['password', ''],
    ['password', 'x'.repeat(1025)],
    ['password', { $ne: '' }],
    ['code', ''],
    ['country', 'XX'],
    ['website', 'javascript:alert(1)'],
    ['website', `https://${'a'.repeat(30)}.example`],
    ['replyTo', 'alder'],
    ['replyTo', ''],
    ['title', ' '],
    ['title', 'longer'],
    ['until', '2026-02-30'],
    ['months', 0],
    ['months', 10],
    ['months', 1.5],
    ['months', '3'],
    ['page', 0],
    ['within', 'x'],
    ['within', '10'],
    ['cursor', 'longer'],
    ['letters', []],
    ['letters', ['a', 'a']],
    ['letters', ['c']],
    ['letters', 'a'],
    ['ids', []],
    ['ids', ['x']],
    ['ids', [id, id]],
    ['place', 'US'],
    ['place', null],
    ['rules', 'x'],
    ['rules', [{ value: 'x' }, { value: 'x' }]],
  ])('refuse %s as %j', (field, value) => {
    expect(read({ [field]: value }).wrong).toEqual([field]);
  });

  it('say where in a form within a form something is wrong', () => {
    expect(read({ place: { country: 'XX' } }).wrong).toEqual(['place.country']);
    expect(read({ rules: [{ value: 'x' }, { value: 'longer' }] }).wrong).toEqual(['rules.1.value']);
    expect(read({ other: { country: 'DE', city: 'Ulm' } }).wrong).toEqual(['other.city']);
  });

  it('leave out of a query what nobody can have meant', () => {
    expect(read({ cursor: 'a\0b' }).form.cursor).toBe('ab');
  });
});
