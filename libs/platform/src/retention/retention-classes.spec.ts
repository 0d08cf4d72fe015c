import { RetentionClasses, type RetentionClass } from './retention-classes';

const aClass = (wishes: Partial<RetentionClass> = {}): RetentionClass => ({
  name: 'parcels',
  title: 'Parcels',
  defaultMonths: 24,
  minimumMonths: 12,
  reason: 'A parcel is asked about within a year.',
  keptFrom: 'the day it arrived',
  disposed: 'The parcel is destroyed.',
  pastPeriod: () => 'from (select 1 where false) nothing',
  take: () => Promise.resolve(0),
  ...wishes,
});

describe('The registry of retention classes', () => {
  it('keeps them in the order of their titles', () => {
    const classes = new RetentionClasses();
    for (const title of ['Parcels', 'Letters', 'Zebras'])
      classes.register(aClass({ name: title.toLowerCase(), title }));
    expect(classes.all.map(({ name }) => name)).toEqual(['letters', 'parcels', 'zebras']);
    expect([classes.find('letters')?.title, classes.find('gossip')]).toEqual(['Letters', null]);
  });

  it('refuses one that is registered twice', () => {
    const classes = new RetentionClasses();
    classes.register(aClass());
    expect(() => classes.register(aClass({ title: 'Others' }))).toThrow(
      'The retention class parcels is registered twice.',
    );
  });

  it.each(['', 'Parcels', "parcels'", 'lost parcels'])('refuses "%s" as a name', (name) => {
    expect(() => new RetentionClasses().register(aClass({ name }))).toThrow(/lower-case words/);
  });

  it.each([
    [0, 12],
    [24, 12],
    [Number.NaN, 12],
  ])('refuses a least of %s months under a default of %s', (minimumMonths, defaultMonths) => {
    expect(() => new RetentionClasses().register(aClass({ minimumMonths, defaultMonths }))).toThrow(
      `The retention class parcels keeps ${defaultMonths} months and allows ${minimumMonths}: give at least 1, and no default below the least.`,
    );
  });
});
