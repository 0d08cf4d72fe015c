import { formatDay } from '../../language/formats';
import { message } from '../../language/message';
import type { AssessmentView } from './assessment-view';

export interface AssessmentNext {
  readonly text: string;
  readonly settled: boolean;
  /** The tab in which the next step is taken; null where the vendor has the next step. */
  readonly tab: 'answers' | 'closing' | null;
  readonly action: string;
}

/** What is due now, by the state of the assessment. */
export function assessmentNext(assessment: AssessmentView, unreviewed: number): AssessmentNext {
  const { row, contact } = assessment;
  const due = formatDay(row.dueOn);
  switch (row.state) {
    case 'draft':
      return waiting('This assessment has not been sent yet.');
    case 'sent':
      return waiting(`${contact.name} has been invited and has not opened the link yet. Due ${due}.`);
    case 'opened':
      return waiting(`${contact.name} has opened the link and has not answered yet. Due ${due}.`);
    case 'answering':
      return waiting(`The vendor is answering: ${row.answered} of ${row.shown} so far. Due ${due}.`);
    case 'returned':
      return waiting(`The assessment is back with ${contact.name} for correction. Due ${due}.`);
    case 'submitted':
    case 'in-review':
      return reviewing(unreviewed);
    case 'closed':
      return {
        text: 'The review is closed. The answers and the score stay as they are.',
        settled: true,
        tab: null,
        action: '',
      };
    case 'cancelled':
      return {
        text: 'The assessment was cancelled. Its link no longer works.',
        settled: true,
        tab: null,
        action: '',
      };
  }
}

function waiting(text: string): AssessmentNext {
  return { text, settled: false, tab: null, action: '' };
}

function reviewing(unreviewed: number): AssessmentNext {
  if (unreviewed > 0) {
    return {
      text: message(
        $localize`:@@assessment-next.review-the-answers-first:Review the answers: {n, plural, one {# question} other {# questions}} not reviewed yet. Then close the assessment with a recommendation.`,
        { n: unreviewed },
      ),
      settled: false,
      tab: 'answers',
      action: 'Review the answers',
    };
  }
  return {
    text: 'Every answer is reviewed. Close the assessment with a recommendation, or return it to the vendor.',
    settled: false,
    tab: 'closing',
    action: 'Close the assessment',
  };
}
