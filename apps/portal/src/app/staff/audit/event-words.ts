/** What each `what` of the audit trail says to a reader. A spec holds it against everything the server writes. */
export const EVENT_WORDS: Readonly<Record<string, string>> = {
  'answer.reviewed': 'Answer reviewed',
  'assessment.answering': 'Answering begun',
  'assessment.cancelled': 'Assessment cancelled',
  'assessment.closed': 'Assessment closed',
  'assessment.opened': 'Assessment opened by the vendor',
  'assessment.returned': 'Assessment returned to the vendor',
  'assessment.sent': 'Assessment sent',
  'assessment.sent-again': 'Assessment sent again',
  'assessment.submitted': 'Assessment submitted',
  'assessment.taken-into-review': 'Assessment taken into review',
  'clause.marked': 'Clause marked',
  'clause-findings.opened': 'Findings opened for missing clauses',
  'clause-findings.reopened': 'Findings opened again for missing clauses',
  'clause-findings.weighed': 'Findings for missing clauses weighed anew',
  'clause-findings.closed': 'Findings closed because the clauses are agreed',
  'contact.created': 'Contact added',
  'contract.decided': 'Term of the contract decided',
  'contract.notice-sent': 'Notice to the vendor recorded',
  'contract.recorded': 'Contract recorded',
  'engagement.created': 'Engagement added',
  'engagement.decided': 'Approval decided',
  'engagement.intake-changed': 'Intake changed',
  'evidence.attached': 'Evidence attached',
  'evidence.removed': 'Evidence removed',
  'evidence.verification-withdrawn': 'Verification of evidence withdrawn',
  'evidence.verified': 'Evidence verified',
  'finding.accepted': 'Finding accepted',
  'finding.rejected': 'Finding rejected',
  'finding.verified': 'Finding closed as verified',
  'member.created': 'Member added',
  'member.signed-in': 'Signed in',
  'organisation.created': 'Organisation set up',
  'questionnaire.published': 'Questionnaire published',
  'sign-in.failed': 'Sign-in failed',
  'vendor.created': 'Vendor added',
};

/** A `what` that a newer server writes still reads: `link.used-twice` is "Link: used twice". */
export function eventInWords(what: string): string {
  const known = EVENT_WORDS[what];
  if (known !== undefined) {
    return known;
  }
  const [object = '', ...rest] = what.split('.');
  const happened = rest.join(' ');
  return happened === '' ? sentence(object) : `${sentence(object)}: ${plain(happened)}`;
}

export function sentence(code: string): string {
  const text = plain(code);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `takenIntoReview`, `taken_into_review` and `taken-into-review` alike become "taken into review". */
function plain(code: string): string {
  return code
    .replace(/([a-z\d])([A-Z])/g, (_all, end: string, start: string) => `${end} ${start.toLowerCase()}`)
    .replace(/[-_]+/g, ' ');
}
