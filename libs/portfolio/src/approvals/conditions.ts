import { Injectable } from '@nestjs/common';
import { plainLines, Register, type FindingSource } from '@countersign/findings';
import { say } from '@countersign/platform';
import type { NewCondition } from './approval.dto';

/**
 * What an approval asks for is a finding until somebody has seen it done. The next decision replaces the conditions of
 * the one before.
 */
export const conditionSource: FindingSource = {
  kind: 'condition',
  title: 'finding-source.condition',
  rules: {
    begins: 'open',
    accepted: 'closes',
    verified: 'stays',
    follows: 'severity',
    due: 'earlier',
  },
  lines: plainLines,
  closesByItself: null,
  rejectedByRisk: { detail: say('finding.condition.only-risk-rejects') },
};

@Injectable()
export class Conditions {
  constructor(private readonly register: Register) {}

  hold(
    { engagementId, approvalId }: { readonly engagementId: string; readonly approvalId: string },
    conditions: readonly NewCondition[],
  ): Promise<void> {
    const gaps = conditions.map(({ text, dueOn }, index) => ({
      engagementId,
      key: `${approvalId}:${index + 1}`,
      title: say('finding.condition.title', { text }),
      detail: say('finding.condition.detail'),
      citation: null,
      severity: 'medium' as const,
      dueOn,
    }));
    return this.register.hold(conditionSource, { engagementIds: [engagementId] }, gaps);
  }
}
