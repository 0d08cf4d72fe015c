import { Injectable } from '@nestjs/common';
import type { AssessmentState } from '@countersign/domain';
import { wrongState } from '@countersign/assessments';
import { Audit } from '@countersign/audit';
import {
  Clock,
  conflict,
  Database,
  invalid,
  notFound,
  refuseStale,
  say,
  type MemberActor,
} from '@countersign/platform';
import { Questionnaires } from '@countersign/questionnaires';
import type { NewPublicAnswer, StandingPublicAnswer, WithdrawnPublicAnswer } from './public-answer.dto';
import { PublicAnswerEntity } from './public-answer.entity';

interface Asked {
  readonly state: AssessmentState;
  readonly versionId: string;
}

/** Their answers alone have a choice that one of ours can name. */
const WITH_ONE_CHOICE: ReadonlySet<string> = new Set(['single', 'yes_no', 'yes_no_partial_na']);

const NOTHING = { choice: null, says: null, sourceTitle: null, sourceAddress: null, seenOn: null } as const;

/**
 * Where a vendor declined, members answer from public documents. These answers are the organisation's own: no score, no
 * gate and no rating reads them, and no vendor. What stands can be corrected and withdrawn whatever becomes of the
 * assessment.
 */
@Injectable()
export class PublicAnswers {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly questionnaires: Questionnaires,
  ) {}

  async give(id: string, question: string, given: NewPublicAnswer, member: MemberActor): Promise<void> {
    const { state, versionId } = await this.lock(id);
    const { revision, reason, ...said } = given;
    await this.requireSound(versionId, question, said);
    const present = await this.standing(id, question);
    refuseStale(present, revision);
    const corrects = present.says !== null;
    if (!corrects && state !== 'declined') throw wrongState(state);
    const because = reason?.trim() || null;
    if (corrects && because === null)
      throw invalid([{ field: 'reason', message: say('public-answer.dto.say-why') }]);
    await this.keep(id, question, { ...said, revision: revision + 1, reason: because }, member);
    await this.audit.record({
      what: corrects ? 'public-answer.corrected' : 'public-answer.given',
      object: { kind: 'assessment', id },
      ...(corrects && { before: { question, ...saidOf(present) } }),
      after: { question, ...said, ...(corrects && { reason: because }) },
    });
  }

  /** Somebody may have relied on it: it stays in its place with the reason. */
  async withdraw(
    id: string,
    question: string,
    { reason, revision }: WithdrawnPublicAnswer,
    member: MemberActor,
  ): Promise<void> {
    await this.lock(id);
    const present = await this.standing(id, question);
    if (present.revision === 0) throw notFound('public-answer');
    refuseStale(present, revision);
    if (present.says === null) throw conflict('public-answer-withdrawn');
    await this.keep(id, question, { ...NOTHING, revision: revision + 1, reason }, member);
    await this.audit.record({
      what: 'public-answer.withdrawn',
      object: { kind: 'assessment', id },
      before: { question, ...saidOf(present) },
      after: { question, reason },
    });
  }

  private async keep(
    assessmentId: string,
    question: string,
    row: StandingPublicAnswer & { readonly reason: string | null },
    { memberId, name }: MemberActor,
  ): Promise<void> {
    await this.database.insert(PublicAnswerEntity, {
      assessmentId,
      question,
      ...row,
      byMemberId: memberId,
      byName: name,
    });
  }

  private async requireSound(
    versionId: string,
    question: string,
    { choice, sourceAddress, seenOn }: Omit<NewPublicAnswer, 'revision' | 'reason'>,
  ): Promise<void> {
    const { questions } = await this.questionnaires.compiled(versionId);
    const asked = questions.find(({ id }) => id === question);
    if (asked === undefined) throw notFound('question');
    const options = WITH_ONE_CHOICE.has(asked.type) ? asked.options : [];
    if (choice !== null && !options.some(({ id }) => id === choice))
      throw invalid([{ field: 'choice', message: say('public-answer.choose-one-that-is') }]);
    if (sourceAddress === null)
      throw invalid([{ field: 'sourceAddress', message: say('public-answer.give-the-address') }]);
    if (seenOn > (await this.clock.today()))
      throw invalid([{ field: 'seenOn', message: say('public-answer.not-in-the-future') }]);
  }

  /** The assessment is locked before, so that of two members the second sees what the first has said. */
  private async standing(id: string, question: string): Promise<StandingPublicAnswer> {
    const found = await this.database.maybeOne<StandingPublicAnswer>(
      `select p.revision, p.choice, p.says, p.source_title, p.source_address, p.seen_on from app.public_answer p
       where p.organisation_id = :organisationId and p.assessment_id = :id and p.question = :question
       order by p.revision desc limit 1`,
      { id, question },
    );
    return found ?? { revision: 0, ...NOTHING };
  }

  private lock(id: string): Promise<Asked> {
    return this.database.one<Asked>(
      `select a.state, a.questionnaire_version_id as version_id from app.assessment a
       where a.organisation_id = :organisationId and a.id = :id for update`,
      { id },
      'assessment',
    );
  }
}

function saidOf({ choice, says, sourceTitle, sourceAddress, seenOn }: StandingPublicAnswer) {
  return { choice, says, sourceTitle, sourceAddress, seenOn };
}
