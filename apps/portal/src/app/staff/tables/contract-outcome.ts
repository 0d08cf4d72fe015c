import type { ContractRow } from '@countersign/api-types';
import { formatDate, formatDay } from '../../language/formats';
import { NO_DECISION, type Words } from '../../ui/words';

type Outcome = NonNullable<ContractRow['outcome']>;

/** What was decided about a contract, also after its day has passed: a chip, and what is to be known beside it. */
export interface OutcomeWords {
  readonly words: Words;
  readonly detail: string;
}

export const NOTHING_TO_DECIDE: Words = {
  text: $localize`:@@contract-outcome.nothing-to-decide:Nothing to decide`,
  tone: 'quiet',
};

const TO_BE_REPLACED: Words = {
  text: $localize`:@@contract-outcome.needs-a-contract:Needs a contract`,
  tone: 'bad',
};

const TO_BE_FOUND_OUT: Words = {
  text: $localize`:@@contract-outcome.to-be-found-out:To be found out`,
  tone: 'warn',
};

/** Lists and pages read the same. */
export function outcomeInWords(
  row: Pick<ContractRow, 'outcome' | 'dueOn' | 'state' | 'unknownParts'>,
  today: string,
): OutcomeWords {
  const { outcome } = row;
  if (outcome === null || (row.state === 'held-over' && outcome.kind === 'renewed')) {
    return { words: undecided(row), detail: '' };
  }
  return { words: wordsOf(outcome, today), detail: detailOf(outcome) };
}

function undecided({
  dueOn,
  state,
  unknownParts,
}: Pick<ContractRow, 'dueOn' | 'state' | 'unknownParts'>): Words {
  if (state === 'held-over') {
    return TO_BE_REPLACED;
  }
  if (dueOn !== null) {
    return NO_DECISION;
  }
  return unknownParts.length > 0 ? TO_BE_FOUND_OUT : NOTHING_TO_DECIDE;
}

export function wordsOf({ kind, day }: Outcome, today: string): Words {
  const on = day === null ? '' : formatDate(day);
  switch (kind) {
    case 'ends-by-notice':
    case 'left-to-end':
      return {
        text:
          day !== null && day < today
            ? $localize`:@@contract-outcome.ended-on:Ended on ${on}:day:`
            : $localize`:@@contract-outcome.ends-on:Ends on ${on}:day:`,
        tone: 'quiet',
      };
    case 'renewed':
      return { text: $localize`:@@contract-outcome.renewed-until:Renewed until ${on}:day:`, tone: 'good' };
    case 'until-further-notice':
      return {
        text: $localize`:@@contract-outcome.renewed-until-further-notice:Renewed until further notice`,
        tone: 'good',
      };
    case 'notice-not-sent':
      return { text: $localize`:@@contract-outcome.notice-not-yet-sent:Notice not yet sent`, tone: 'warn' };
    case 'notice-missed':
      return { text: $localize`:@@contract-outcome.notice-missed:Notice missed`, tone: 'bad' };
    case 'notice-late':
      return { text: $localize`:@@contract-outcome.notice-came-too-late:Notice came too late`, tone: 'bad' };
    case 'renewal-wished':
      return { text: $localize`:@@contract-outcome.renewal-wished:Renewal wished`, tone: 'warn' };
    case 'renegotiating':
      return { text: $localize`:@@contract-outcome.being-renegotiated:Being renegotiated`, tone: 'warn' };
  }
}

export function detailOf({ kind, day, noticeSentOn, by }: Outcome): string {
  const on = day === null ? '' : formatDay(day);
  switch (kind) {
    case 'ends-by-notice':
      return noticeSentOn === null
        ? ''
        : $localize`:@@contract-outcome.notice-sent-on-by:notice sent on ${formatDate(noticeSentOn)}:sentOn: by ${by ?? ''}:by:`;
    case 'left-to-end':
      return by === null ? '' : $localize`:@@contract-outcome.left-to-end-by:left to end by ${by}:by:`;
    case 'renewed':
    case 'until-further-notice':
    case 'renegotiating':
      return by === null ? '' : $localize`:@@contract-outcome.decided-by:decided by ${by}:by:`;
    case 'notice-not-sent':
      return $localize`:@@contract-outcome.to-be-sent-by:to be sent by ${on}:day:`;
    case 'notice-missed':
      return $localize`:@@contract-outcome.its-last-day-was:its last day was ${on}:day:`;
    case 'notice-late':
      return $localize`:@@contract-outcome.ends-only-if-accepted:ends on ${on}:day: only if the vendor accepts it`;
    case 'renewal-wished':
      return $localize`:@@contract-outcome.to-be-agreed-by:a further term has to be agreed by ${on}:day:`;
  }
}
