import { Injectable } from '@nestjs/common';
import {
  inherentRisk,
  intakeInForce,
  validateIntake,
  type InherentRisk,
  type IntakeFacts,
} from '@countersign/domain';
import { factCatalogue } from '@countersign/content';
import { AssessmentFacts, ScopeDifferences } from '@countersign/assessments';
import { Audit } from '@countersign/audit';
import { ContractChanges } from '@countersign/contracts';
import {
  Changes,
  Clock,
  conflict,
  Database,
  expression,
  type MemberActor,
  factsInWords,
  invalid,
  refuseStale,
  say,
} from '@countersign/platform';
import { Details } from '@countersign/engagements';
import { engagementCreated, intakeChanged } from './engagement-changes';
import { EngagementEntity } from './engagement.entity';
import type { ChangedIntake, NewEngagement } from './engagement.dto';
import type { AdoptedScope } from './scope.dto';

/** Takes in engagements with their intake. */
@Injectable()
export class EngagementService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly changes: Changes,
    private readonly assessmentFacts: AssessmentFacts,
    private readonly contracts: ContractChanges,
    private readonly scope: ScopeDifferences,
    private readonly clock: Clock,
    private readonly details: Details,
  ) {}

  async addEngagement(vendorId: string, engagement: NewEngagement): Promise<string> {
    const { state } = await this.database.one<{ state: string }>(
      `select v.state from app.vendor v
       where v.organisation_id = :organisationId and v.id = :vendorId
       for share`,
      { vendorId },
      'vendor',
    );
    if (state === 'archived') throw conflict('vendor-archived');
    if (state === 'merged') throw conflict('vendor-merged');
    const ownerId = await this.ownerOf(engagement);
    const inherent = assessIntake(engagement.intake);
    const { name, description, intake, inUseSince, imported } = engagement;
    const today = await this.clock.today();
    refuseImpossibleUse(engagement, today);
    const { id } = await this.database.insert(
      EngagementEntity,
      {
        vendorId,
        name,
        description,
        ownerId,
        intake,
        facts: intakeInForce(intake, factCatalogue),
        ...columnsOf(inherent),
        ...(inUseSince !== null && { useState: 'in-use' as const, inUseSince }),
        importedOn: imported ? today : null,
      },
      ['id'],
    );
    await this.audit.record({
      what: 'engagement.created',
      object: { kind: 'engagement', id },
      after: {
        vendorId,
        name: engagement.name,
        intake: engagement.intake,
        level: inherent.level,
        tier: inherent.tier,
        ...(inUseSince !== null && { inUseSince, imported }),
      },
    });
    this.changes.note(engagementCreated({ engagementId: id }));
    return id;
  }

  /** Null for nobody; where that is left open, whoever records it. */
  private async ownerOf({ ownerId }: NewEngagement): Promise<string | null> {
    if (ownerId !== undefined) {
      await this.details.requireOwner(ownerId);
      return ownerId;
    }
    const { actor } = this.database;
    return actor.kind === 'member' ? actor.memberId : null;
  }

  /** An intake change updates the facts that open assessments read, since their gates follow it. */
  async changeIntake(id: string, { intake, revision }: ChangedIntake): Promise<void> {
    const before = await this.database.one<Pick<EngagementEntity, 'intake' | 'revision' | 'state'>>(
      `select e.intake, e.revision, e.state from app.engagement e
       where e.organisation_id = :organisationId and e.id = :id for no key update`,
      { id },
      'engagement',
    );
    if (before.state === 'ended') throw conflict('engagement-ended', say('refusal.engagement-ended'));
    refuseStale({ revision: before.revision, intake: before.intake }, revision);
    const inherent = assessIntake(intake);
    await this.database.update(
      EngagementEntity,
      { id },
      { intake, ...columnsOf(inherent), revision: expression`revision + 1` },
    );
    await this.audit.record({
      what: 'engagement.intake-changed',
      object: { kind: 'engagement', id },
      before: { intake: before.intake },
      after: { intake, level: inherent.level, tier: inherent.tier },
    });
    this.changes.note(intakeChanged({ engagementId: id }));
    await this.assessmentFacts.follow(id, intake);
    await this.contracts.followEngagement(id);
  }

  /** The answer is right: the intake takes it over, and the difference is gone. */
  async adoptAnswer(id: string, { revision, ...wanted }: AdoptedScope, member: MemberActor): Promise<void> {
    const intake = await this.scope.adopt(id, wanted, revision, member);
    await this.changeIntake(id, { intake, revision });
  }
}

/** What is imported ran before it was recorded; a day to come is not use. */
function refuseImpossibleUse({ inUseSince, imported }: NewEngagement, today: string): void {
  if (inUseSince !== null && inUseSince > today)
    throw invalid([{ field: 'inUseSince', message: say('engagement.service.say-since-when') }]);
  if (imported && (inUseSince === null || inUseSince >= today))
    throw invalid([{ field: 'inUseSince', message: say('engagement.service.imported-since-before') }]);
}

function assessIntake(intake: IntakeFacts): InherentRisk {
  const problems = validateIntake(intake, factsInWords());
  if (problems.length > 0) {
    throw invalid(
      problems.map(({ field, message }) => ({ field: field === '' ? 'intake' : `intake.${field}`, message })),
    );
  }
  return inherentRisk(intake, { catalogue: factCatalogue });
}

function columnsOf(inherent: InherentRisk) {
  return {
    inherent,
    impactHundredths: inherent.impactHundredths,
    likelihood: inherent.likelihood,
    inherentLevel: inherent.level,
    tier: inherent.tier,
  };
}
