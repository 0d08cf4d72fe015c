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
export function assessmentNext(
  assessment: AssessmentView,
  { unreviewed, maySend }: { readonly unreviewed: number; readonly maySend: boolean },
): AssessmentNext {
  const { row, contact } = assessment;
  switch (row.state) {
    case 'draft':
      return waiting(
        $localize`:@@assessment-next.this-assessment-has-not:This assessment has not been sent yet.`,
      );
    case 'sent':
      return waiting(
        $localize`:@@assessment-next.has-been-invited-and-now:${contact.name}:name: has been invited and has not opened the link yet.`,
      );
    case 'opened':
      return waiting(
        $localize`:@@assessment-next.has-opened-the-link-now:${contact.name}:name: has opened the link and has not answered yet.`,
      );
    case 'answering':
      return waiting(
        $localize`:@@assessment-next.the-vendor-is-answering-now:The vendor is answering: ${row.answered}:answered: of ${row.shown}:shown: so far.`,
      );
    case 'returned':
      return waiting(
        $localize`:@@assessment-next.the-assessment-is-back-now:The assessment is back with ${contact.name}:name: for correction.`,
      );
    case 'declined':
      return {
        text: $localize`:@@assessment-next.declined:${assessment.declined?.by ?? contact.name}:name: declined to answer. Ask again, ask another contact, cancel the assessment, or answer from public documents.`,
        settled: false,
        ...(maySend
          ? {
              tab: 'closing',
              action: $localize`:@@assessment-next.decide-what-follows:Decide what follows`,
            }
          : {
              tab: 'answers',
              action: $localize`:@@assessment-next.answer-from-public-documents:Answer from public documents`,
            }),
      };
    case 'submitted':
    case 'in-review':
      return reviewing(unreviewed);
    case 'closed':
      return {
        text: $localize`:@@assessment-next.the-review-is-closed:The review is closed. The answers and the score stay as they are.`,
        settled: true,
        tab: null,
        action: '',
      };
    case 'cancelled':
      return {
        text: $localize`:@@assessment-next.the-assessment-was-cancelled:The assessment was cancelled. Its link says so.`,
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
      action: $localize`:@@assessment-next.review-the-answers:Review the answers`,
    };
  }
  return {
    text: $localize`:@@assessment-next.every-answer-is-reviewed:Every answer is reviewed. Close the assessment with a recommendation, or return it to the vendor.`,
    settled: false,
    tab: 'closing',
    action: $localize`:@@assessment-next.close-the-assessment:Close the assessment`,
  };
}
