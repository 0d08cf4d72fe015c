import { INTAKE_FLAGS } from '@countersign/domain';
import type { Rulebook } from '../rulebook';
import { type IntakeDraft, LAWS_NOT_KNOWN, NO_LAWS } from './intake-draft';

const FLAG_WORDS: Readonly<Record<string, string>> = {
  yes: $localize`:@@intake-words.yes:Yes`,
  no: $localize`:@@intake-words.no:No`,
  unknown: $localize`:@@intake-words.not-known:Not known`,
};

/** Each fact by its label, as it is chosen. */
export function intakeInWords(
  draft: IntakeDraft,
  rulebook: Rulebook,
): readonly (readonly [string, string])[] {
  const valueWords = (fact: string, value: string): string => {
    if (value === NO_LAWS) return $localize`:@@intake-summary.none-of-these:None of these`;
    if (value === LAWS_NOT_KNOWN) return FLAG_WORDS['unknown'] ?? '';
    return value === '' ? '' : rulebook.valueLabel(fact, value);
  };
  const flags: readonly string[] = INTAKE_FLAGS;
  return Object.entries(draft as unknown as Readonly<Record<string, string | readonly string[]>>).map(
    ([fact, value]) => {
      const chosen = typeof value === 'string' ? [value] : [...value].sort();
      const words = flags.includes(fact)
        ? chosen.map((one) => FLAG_WORDS[one] ?? '')
        : chosen.map((one) => valueWords(fact, one));
      return [rulebook.factLabel(fact), words.join(', ')] as const;
    },
  );
}
