export type Permission =
  | 'vendor.read'
  | 'vendor.write'
  | 'assessment.send'
  | 'assessment.review'
  | 'finding.judge'
  | 'engagement.approve'
  | 'contract.write'
  | 'member.manage'
  | 'audit.read';
