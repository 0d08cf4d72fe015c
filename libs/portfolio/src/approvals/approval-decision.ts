import { Injectable } from '@nestjs/common';
import { approvalGates, approvalOptions, approvesUse, isIsoDate, latestValidTo } from '@countersign/domain';
import { conflict, invalid, say } from '@countersign/platform';
import type { WantedApproval } from './approval.dto';
import { Conditions } from './conditions';
import { DecisionMilestones } from './decision-milestones';
import { GateFactsReader, type Decidable } from './gate-facts';
import { reasonsInWords } from '../standings/reasons-in-words';

/** Whether a decision is open, and what it brings with it. */
@Injectable()
export class ApprovalDecision {
  constructor(
    private readonly facts: GateFactsReader,
    private readonly conditions: Conditions,
    private readonly milestones: DecisionMilestones,
  ) {}

  async of(engagementId: string, approval: WantedApproval): Promise<Decidable> {
    const decidable = await this.facts.of(engagementId);
    if (!decidable.open)
      throw conflict('engagement-ended', say('engagement.service.this-engagement-has-ended'));
    const options = approvalOptions(approvalGates(decidable.gates));
    const option = options.find(({ outcome }) => outcome === approval.outcome);
    const reasons = option?.blockedBy ?? [];
    if (reasons.length > 0) throw conflict('approval-blocked', reasonsInWords(reasons), { reasons });
    checkApproval(approval, decidable);
    return decidable;
  }

  /** Its conditions become findings, and somebody is warned of its last day. */
  async follow(engagementId: string, approvalId: string, approval: WantedApproval): Promise<void> {
    await this.conditions.hold({ engagementId, approvalId }, approval.conditions);
    await this.milestones.approved(engagementId, approval);
  }
}

function checkApproval({ outcome, validTo, conditions }: WantedApproval, { gates }: Decidable): void {
  const { today } = gates;
  if (outcome === 'approved-with-conditions' && conditions.length === 0) {
    throw invalid([{ field: 'conditions', message: say('approval-decision.name-the-conditions-each') }]);
  }
  if (outcome !== 'approved-with-conditions' && conditions.length > 0) {
    throw invalid([{ field: 'conditions', message: say('approval-decision.only-an-approval-with') }]);
  }
  const early = conditions.findIndex(({ dueOn }) => dueOn <= today);
  if (early >= 0)
    throw invalid([
      { field: `conditions.${early}.dueOn`, message: say('engagement.service.give-a-day-after') },
    ]);
  if (approvesUse(outcome) && validTo === null) {
    throw invalid([{ field: 'validTo', message: say('engagement.service.give-the-last-day') }]);
  }
  if (validTo !== null && (!isIsoDate(validTo) || validTo <= today)) {
    throw invalid([{ field: 'validTo', message: say('engagement.service.give-a-day-after') }]);
  }
  const latest = latestValidTo(gates);
  if (approvesUse(outcome) && validTo !== null && validTo > latest) {
    const message = say('approval-decision.valid-to-latest', { latest });
    throw invalid([{ field: 'validTo', message }]);
  }
}
