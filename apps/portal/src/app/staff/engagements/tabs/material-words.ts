import type { MaterialChange } from '@countersign/domain';
import { message } from '../../../language/message';

const CHANGES: Readonly<Record<MaterialChange['code'], string>> = {
  'tier-higher': $localize`:@@material-words.tier-higher:The tier has risen from {before} to {now}.`,
  'element-new': $localize`:@@material-words.element-new:Protected data are new: {element}.`,
  'people-higher': $localize`:@@material-words.people-higher:More people are affected: {now} instead of {before}.`,
  'incident-new': $localize`:@@material-words.incident-new:An incident has become known.`,
  'trigger-new': $localize`:@@material-words.trigger-new:A critical trigger is new: {trigger}.`,
};

interface Labels {
  valueLabel(fact: string, value: string): string;
  stepInWords(family: string, code: string): string;
}

/** What got worse since the vendor submitted its answers. */
export function materialWords({ code, parameters }: MaterialChange, labels: Labels): string {
  const { before = '', now = '', element = '', trigger = '' } = parameters;
  switch (code) {
    case 'tier-higher':
      return message(CHANGES[code], { before, now });
    case 'element-new':
      return message(CHANGES[code], { element: labels.valueLabel('dataElements', element) });
    case 'people-higher':
      return message(CHANGES[code], {
        before: labels.valueLabel('peopleAffected', before),
        now: labels.valueLabel('peopleAffected', now),
      });
    case 'incident-new':
      return CHANGES[code];
    case 'trigger-new':
      return message(CHANGES[code], { trigger: labels.stepInWords('trigger', trigger) });
  }
}
