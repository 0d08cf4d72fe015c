import { factCatalogue } from '@countersign/content';
import {
  addDays,
  contractSchedule,
  noticeEffect,
  validateIntake,
  type ContractTerms,
} from '@countersign/domain';
import { CAST } from './cast';
import { STORIES, type VendorStory } from './story';

const TODAY = '2026-11-27';

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

  it('show a renewal by agreement, a contract that a notice ends, and one that is held over', () => {
    const contracts = STORIES.flatMap(({ contract }) => contract ?? []);
    const dayOf = (offset: number) => addDays(TODAY, offset);
    const lastDay = (terms: ContractTerms) =>
      contractSchedule(terms, { holidays: new Set() }, { until: TODAY }).at(-1)?.lastDay ?? '';
    const agreed = contracts.filter(({ agreed: term }) => term !== undefined && term.lastDay > 0);
    const noticed = contracts.filter(({ notice }) => notice !== undefined);
    const over = contracts.filter(({ terms }) => {
      const stated = terms(dayOf);
      return stated.renewal.kind === 'none' && lastDay(stated) < TODAY;
    });
    expect([agreed.length, noticed.length, over.length]).toEqual([1, 1, 1]);
    for (const { terms, notice } of noticed) {
      const effect = noticeEffect(
        terms(dayOf),
        { holidays: new Set() },
        {
          sentOn: dayOf(notice?.sent ?? 0),
          receivedOn: null,
        },
      );
      expect(effect.because).toBe('in-time');
      // Its notice day has passed: what was decided is shown all the same.
      const [term] = contractSchedule(terms(dayOf), { holidays: new Set() }, { until: TODAY });
      expect((term?.lastNoticeDay ?? '') < TODAY).toBe(true);
    }
  });

  it('say of each approval until when it holds', () => {
    const decisions = STORIES.flatMap(({ decided = [] }) => decided);
    const approvals = decisions.filter(({ outcome }) => outcome.startsWith('approved'));
    expect(approvals.filter(({ validForDays }) => validForDays === undefined)).toEqual([]);
  });

  it('hold a contract over only where the service is in use', () => {
    const over = STORIES.filter(
      ({ contract }) => contract?.terms((offset) => addDays(TODAY, offset)).renewal.kind === 'none',
    );
    expect(over.map(({ used }) => (used?.day ?? 0) < 0)).toEqual([true]);
  });

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
