import { factCatalogue } from '@countersign/content';
import { validateIntake } from '@countersign/domain';
import { CAST } from './cast';
import { STORIES, type VendorStory } from './story';

/** The days of a story in the order in which they are told; those it does not come to are left out. */
function daysOf({ added, sent, opened, answered, reviewed, decided = [] }: VendorStory): number[] {
  return [added, sent?.day, opened, answered?.day, reviewed?.day, ...decided.map(({ day }) => day)].filter(
    (day): day is number => day !== undefined,
  );
}

describe('The stories of the demonstration', () => {
  it.each(STORIES.map((story) => [story.name, story] as const))(
    'about %s go forward and end by today',
    (_name, story) => {
      const days = daysOf(story);
      expect(days).toEqual(days.toSorted((a, b) => a - b));
      expect(days.at(-1)).toBeLessThanOrEqual(0);
    },
  );

  it.each(STORIES.map((story) => [story.name, story] as const))(
    'about %s begin with an intake that the product accepts',
    (_name, { intake }) => {
      expect(validateIntake(intake, factCatalogue)).toEqual([]);
    },
  );

  it('are each about a vendor and a contact of its own', () => {
    expect(new Set(STORIES.map(({ name }) => name)).size).toBe(STORIES.length);
    expect(new Set(STORIES.map(({ contact }) => contact.email)).size).toBe(STORIES.length);
  });

  it('have a cast in which each lead comes before those they lead', () => {
    const keys = CAST.map(({ key }) => key);
    for (const { key, lead } of CAST.filter((one) => one.lead !== null)) {
      expect(keys.indexOf(lead ?? key)).toBeLessThan(keys.indexOf(key));
    }
  });
});
