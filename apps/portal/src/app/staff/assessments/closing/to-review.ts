import type { ToReview } from '@countersign/api-types';
import { formatInstant } from '../../../language/formats';
import { ASSESSMENT_STATE_WORDS } from '../../../ui/words';
import type { AssessmentView } from '../assessment-view';

/** Which submission the page shows: closing and returning go by it. */
export function toReviewOf({ row, returned, contact, revision }: AssessmentView): ToReview {
  return {
    state: row.state,
    submittedAt: row.submittedAt,
    returnedAt: returned?.at ?? null,
    returnedBy: returned?.by ?? null,
    contactName: contact.name,
    revision,
  };
}

export function toReviewInWords(shown: ToReview): [label: string, text: string][] {
  return [
    [$localize`:@@to-review.state:State`, ASSESSMENT_STATE_WORDS[shown.state].text],
    [$localize`:@@to-review.submitted:Submitted`, instant(shown.submittedAt)],
    [
      $localize`:@@to-review.last-returned:Last returned`,
      [shown.returnedBy, instant(shown.returnedAt)].filter(Boolean).join(', '),
    ],
    [$localize`:@@to-review.contact:Contact who answers`, shown.contactName],
  ];
}

const instant = (at: string | null): string => (at === null ? '' : formatInstant(at));
