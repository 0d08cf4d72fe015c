import {
  labelOfValue,
  LEVELS,
  type BlockingReason,
  type CriticalTrigger,
  type Level,
  type MaterialChange,
  type Reassessment,
  type StaleCause,
} from '@countersign/domain';
import { factCatalogue } from '@countersign/content';
import { say, type Words } from '@countersign/platform';

type Given = Readonly<Record<string, string>>;

/** Why an approval is not open, sentence after sentence, for a refusal. The page has words of its own. */
export function reasonsInWords(reasons: readonly BlockingReason[]): Words {
  return reasons.map(blockedInWords).reduce(joined);
}

const joined = (before: Words, after: Words): Words => say('approval-gate.and', { before, after });

function blockedInWords({ code, parameters }: BlockingReason): Words {
  return say(`approval-gate.${code}`, spoken(parameters));
}

/** Why an approval no longer holds, for a mail. */
export function staleInWords({ code, parameters }: Pick<StaleCause, 'code' | 'parameters'>): Words {
  return say(`approval-stale.${code}`, spoken(parameters));
}

/** Why an engagement is to be assessed again. */
export function reassessmentInWords({ why, submittedOn, extendedUntil, changes }: Reassessment): Words {
  if (why === 'material-change') return changes.map(changeInWords).reduce(joined);
  if (why === 'cadence') return say('reassessment.cadence', { submittedOn });
  return say('reassessment.extended', { submittedOn, until: extendedUntil ?? '' });
}

function changeInWords({ code, parameters }: MaterialChange): Words {
  const { element, trigger, before, now } = parameters;
  switch (code) {
    case 'tier-higher':
      return say('reassessment.tier-higher', { before: before ?? '', now: now ?? '' });
    case 'element-new':
      return say('reassessment.element-new', {
        element: labelOfValue(factCatalogue, 'dataElements', element ?? ''),
      });
    case 'people-higher':
      return say('reassessment.people-higher', {
        before: labelOfValue(factCatalogue, 'peopleAffected', before ?? ''),
        now: labelOfValue(factCatalogue, 'peopleAffected', now ?? ''),
      });
    case 'trigger-new':
      return say('reassessment.trigger-new', { trigger: say(`trigger.${trigger as CriticalTrigger}`) });
    case 'incident-new':
      return say('reassessment.incident-new');
  }
}

/** Levels are words of their own; what is not named is `none`. */
function spoken(parameters: Given): Readonly<Record<string, string | Words>> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      isLevel(value) ? say(`level.${value}`) : value === '' ? 'none' : value,
    ]),
  );
}

function isLevel(value: string): value is Level {
  return (LEVELS as readonly string[]).includes(value);
}
