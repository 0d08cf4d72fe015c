/** What each `what` of the audit trail says to a reader. A spec holds it against everything the server writes. */
export const EVENT_WORDS: Readonly<Record<string, string>> = {
  'access.denied': 'Refused: the roles do not allow it',
  'answer.reviewed': 'Answer reviewed',
  'answers.erased': 'Answers past their period disposed of',
  'answers.read': 'Answers read',
  'api-token.created': 'API token made',
  'api-token.revoked': 'API token revoked',
  'assessment.answering': 'Answering begun',
  'assessment.cancelled': 'Assessment cancelled',
  'assessment.closed': 'Assessment closed',
  'assessment.link-opened': 'Link of the invitation opened',
  'assessment.opened': 'Assessment opened by the vendor',
  'assessment.returned': 'Assessment returned to the vendor',
  'assessment.reviewer-changed': 'Review given to another reviewer',
  'assessment.sent': 'Assessment sent',
  'assessment.sent-again': 'Assessment sent again',
  'assessment.signed-out': 'Signed out by the vendor',
  'assessment.submitted': 'Assessment submitted',
  'assessment.taken-into-review': 'Assessment taken into review',
  'audit.erased': 'Lines of the trail past their period disposed of',
  'audit.exported': 'Audit trail exported',
  'audit.head-exported': 'Head of the seal exported',
  'clause-findings.closed': 'Findings closed because the clauses are agreed',
  'clause-findings.opened': 'Findings opened for missing clauses',
  'clause-findings.reopened': 'Findings opened again for missing clauses',
  'clause-findings.weighed': 'Findings for missing clauses weighed anew',
  'clause.marked': 'Clause marked',
  'contact.created': 'Contact added',
  'contract.decided': 'Term of the contract decided',
  'contract.notice-sent': 'Notice to the vendor recorded',
  'contract.owner-changed': 'Contract given to another owner',
  'contract.recorded': 'Contract recorded',
  'deletion.cancelled': 'Deletion of the organisation cancelled',
  'deletion.failed': 'Deletion of the organisation failed',
  'deletion.requested': 'Deletion of the organisation asked for',
  'engagement.created': 'Engagement added',
  'engagement.decided': 'Approval decided',
  'engagement.intake-changed': 'Intake changed',
  'engagement.owner-changed': 'Engagement given to another owner',
  'erasure.cancelled': 'Erasure of a person cancelled',
  'erasure.failed': 'Erasure of a person failed',
  'erasure.requested': 'Erasure of a person asked for',
  'evidence.attached': 'Evidence attached',
  'evidence.erased': 'Evidence past its period disposed of',
  'evidence.removed': 'Evidence removed',
  'evidence.verification-withdrawn': 'Verification of evidence withdrawn',
  'evidence.verified': 'Evidence verified',
  'evidence.withdrawn': 'Evidence withdrawn by the vendor',
  'export.cancelled': 'Export of the organisation cancelled',
  'export.downloaded': 'Export of the organisation fetched',
  'export.failed': 'Export of the organisation failed',
  'export.finished': 'Export of the organisation finished',
  'export.requested': 'Export of the organisation asked for',
  'file.read': 'File read',
  'finding.accepted': 'Finding accepted',
  'finding.rejected': 'Finding rejected',
  'finding.reopened': 'Rejected finding opened again',
  'finding.verified': 'Finding closed as verified',
  'hold.ended': 'Legal hold ended',
  'hold.placed': 'Legal hold placed',
  'incidents.erased': 'Incidents past their period disposed of',
  'keys.lost': 'Keys lost: the seal begins anew',
  'limits.changed': 'Limits changed',
  'mail.erased': 'Mail past its period disposed of',
  'member-invitation.accepted': 'Invitation accepted',
  'member-invitation.sent-again': 'Invitation sent again',
  'member-invitation.withdrawn': 'Invitation withdrawn',
  'member.changed': 'Member changed',
  'member.confirmation-failed': 'Could not confirm who they are',
  'member.created': 'Member added',
  'member.deactivated': 'Member deactivated',
  'member.identity-linked': 'Account of the sign-in provider linked',
  'member.identity-unlinked': 'Account of the sign-in provider unlinked',
  'member.invited': 'Member invited',
  'member.password-changed': 'Password changed',
  'member.password-reset': 'Password reset',
  'member.password-reset-sent': 'Password reset sent by an administrator',
  'member.reactivated': 'Member let in again',
  'member.sessions-ended': 'Sessions ended',
  'member.signed-in': 'Signed in',
  'member.work-handed-over': 'Open work handed over to another member',
  'oidc-provider.changed': 'Sign-in provider changed',
  'oidc-provider.removed': 'Sign-in provider removed',
  'oidc-provider.secret-lost': 'Sign-in provider switched off: its secret was lost with a key',
  'organisation.changed': 'Settings of the organisation changed',
  'organisation.created': 'Organisation set up',
  'organisation.erased': 'Organisation deleted',
  'passkey.added': 'Passkey added',
  'passkey.refused': 'Passkey refused',
  'passkey.removed': 'Passkey removed',
  'passkey.renamed': 'Passkey renamed',
  'password-reset.requested': 'Password reset asked for',
  'person.erased': 'Person erased',
  'questionnaire.published': 'Questionnaire published',
  'recovery-code.used': 'Recovery code used',
  'recovery-codes.renewed': 'Recovery codes made anew',
  'retention.changed': 'Period of retention changed',
  'second-factor.delayed': 'Second step held back after wrong codes',
  'second-factor.failed': 'Wrong code at the second step',
  'second-factor.reset': 'Second factor reset by an administrator',
  'second-factor.reset-by-operator': 'Administrator let in again by the operator',
  'secrets.resealed': 'Secrets encrypted with a new key',
  'sign-in.delayed': 'Sign-in held back after wrong passwords',
  'sign-in.failed': 'Sign-in failed',
  'suppressed-address.freed': 'Suppressed address freed',
  'totp.added': 'Code app set up',
  'totp.lost': 'Code app lost with a key',
  'totp.removed': 'Code app removed',
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
