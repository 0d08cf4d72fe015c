import { Injectable } from '@nestjs/common';
import {
  ANSWERABLE_STATES,
  type AnswerSheet,
  type AssessmentState,
  canMove,
  type InherentRisk,
  type IntakeFacts,
  type NamedFact,
  isAnswerable,
  REVIEWABLE_STATES,
  type ResidualRisk,
  type Settlement,
} from '@countersign/domain';
import { FindingReader } from '@countersign/findings';
import { Ledger } from '@countersign/notifications';
import { Changes, Database, listPage, searchPattern, type SortKey, textList } from '@countersign/platform';
import { EvidenceReader } from '@countersign/evidence';
import { Questionnaires } from '@countersign/questionnaires';
import { readableResidual, readableScore } from './former-formula';
import { AnswerReader } from './answer.reader';
import { cancelledFrom } from './bringing-back';
import { calledOff } from './review.service';
import type {
  AnswerLine,
  AnswerSource,
  AssessmentOfEngagement,
  Assessment,
  AssessmentPage,
  AssessmentQuery,
  AssessmentReturn,
  Cancellation,
  Closing,
  Declined,
  Move,
  ReviewLine,
} from './assessment.dto';
import type { AssessmentRow } from './assessment-row.dto';
import type { ScoreDocument } from './assessment-scoring';
import type { Contact } from './contact.dto';
import {
  disputesInWords,
  inherentInWords,
  proposalsInWords,
  residualInWords,
  scoreInWords,
} from './risk-in-words';
import { ReturnedQuestions } from './returned-questions';
import { StuckReader } from './stuck-reader';
import { referenceOf } from './what-is-asked';
import type { AnswerReviewEntity } from './answer-review.entity';

const sorts: Readonly<Record<string, SortKey>> = {
  dueOn: { expression: 'm.due_on', type: 'date' },
  vendor: { expression: 'lower(m.vendor_name)', type: 'text' },
  state: { expression: 'm.state', type: 'text' },
};

const matched = `
  select
    a.id, a.engagement_id, e.name as engagement_name, v.id as vendor_id, v.name as vendor_name,
    q.title as questionnaire_title, n.number as version_number, a.state, a.due_on,
    a.state in (${textList(ANSWERABLE_STATES)}) and a.due_on < app.today(a.time_zone) as overdue,
    p.answered, p.shown, a.contact_id, c.name as contact_name, a.sent_at, a.submitted_at, s.ce_hundredths, a.follows_id, a.created_at
  from app.assessment a
  join app.engagement e on e.organisation_id = a.organisation_id and e.id = a.engagement_id
  join app.vendor v on v.organisation_id = e.organisation_id and v.id = e.vendor_id
  join app.contact c on c.organisation_id = a.organisation_id and c.id = a.contact_id
  join app.questionnaire_version n on n.organisation_id = a.organisation_id and n.id = a.questionnaire_version_id
  join app.questionnaire q on q.organisation_id = n.organisation_id and q.id = n.questionnaire_id
  join app.assessment_progress p on p.organisation_id = a.organisation_id and p.assessment_id = a.id
  left join app.score s on s.organisation_id = a.organisation_id and s.assessment_id = a.id
    and s.formula_version = (
      select max(l.formula_version) from app.score l
      where l.organisation_id = a.organisation_id and l.assessment_id = a.id)
  where a.organisation_id = :organisationId
    and (:id::uuid is null or a.id = :id)
    and (:engagementId::uuid is null or a.engagement_id = :engagementId)
    and (:state::text is null or a.state = :state)
    and (:overdue::boolean is null
      or (a.state in (${textList(ANSWERABLE_STATES)}) and a.due_on < app.today(a.time_zone)) = :overdue)
    and (:awaitingReview::boolean is null or (a.state in (${textList(REVIEWABLE_STATES)})) = :awaitingReview)
    and (:pattern::text is null or e.vendor_id in (select lookup.vendors_named(:pattern))
      or e.id in (select lookup.engagements_named(:pattern))
      or right(a.id::text, 8) = lower(:reference))`;

const everything = {
  id: null,
  engagementId: null,
  state: null,
  overdue: null,
  awaitingReview: null,
  pattern: null,
  reference: null,
} as const;

interface Closed {
  readonly recommendation: Closing['recommendation'] | null;
  readonly summary: string | null;
  readonly closedBy: string | null;
  readonly closedAt: string | null;
}

interface AssessmentDetails extends Closed {
  readonly questionnaireVersionId: string;
  readonly contactId: string;
  readonly askedBy: string;
  readonly message: string | null;
  readonly revision: number;
  readonly facts: IntakeFacts;
  readonly settlements: readonly Settlement[];
  readonly elsewhere: readonly NamedFact[] | null;
  readonly askedQuestions: readonly string[] | null;
  readonly answeredBefore: AnswerSheet | null;
  readonly offCycle: Readonly<Record<string, string | null>> | null;
  readonly mayBeAsked: boolean;
  readonly mayBeReturned: boolean;
  readonly backToVendor: boolean;
  readonly inherent: InherentRisk;
  readonly residual: { readonly risk: ResidualRisk };
  readonly cancelledReason: string | null;
  readonly cancelledMessage: string | null;
  readonly cancelledBy: string | null;
  readonly cancelledAt: string | null;
  readonly declinedScope: Declined['scope'] | null;
  readonly declinedBecause: string;
  readonly declinedBy: string;
  readonly declinedAt: string;
}

@Injectable()
export class AssessmentReader {
  constructor(
    private readonly database: Database,
    private readonly questionnaires: Questionnaires,
    private readonly answers: AnswerReader,
    private readonly evidence: EvidenceReader,
    private readonly findings: FindingReader,
    private readonly ledger: Ledger,
    private readonly changes: Changes,
    private readonly stuck: StuckReader,
    private readonly returned: ReturnedQuestions,
  ) {}

  async list(query: AssessmentQuery): Promise<AssessmentPage> {
    const page = await listPage<AssessmentRow>(this.database, query, {
      matched,
      parameters: {
        ...everything,
        state: query.state ?? null,
        overdue: query.overdue ?? null,
        awaitingReview: query.awaitingReview ?? null,
        pattern: searchPattern(query.search),
        reference: query.search?.trim() ?? null,
      },
      sorts,
      sort: 'dueOn',
      direction: 'asc',
    });
    return { ...page, items: page.items.map(rowOf) };
  }

  async rowsOfEngagement(engagementId: string): Promise<AssessmentOfEngagement[]> {
    const rows = await this.database.query<AssessmentRow & Closed>(
      `select m.*, u.recommendation, u.summary, a.closed_by, a.closed_at
       from (${matched}) m
       join app.assessment a on a.organisation_id = :organisationId and a.id = m.id
       left join app.assessment_outcome u on u.organisation_id = a.organisation_id and u.assessment_id = a.id
       order by m.created_at desc, m.id desc`,
      { ...everything, engagementId },
    );
    return rows.map((found) => ({ ...rowOf(found), closing: closingOf(found) }));
  }

  async assessment(id: string): Promise<Assessment> {
    await this.changes.settle();
    const row = rowOf(await this.database.one<AssessmentRow>(matched, { ...everything, id }, 'assessment'));
    const details = await this.details(id);
    const score = await this.score(id);
    const submitted = row.submittedAt !== null;
    return {
      id,
      reference: referenceOf(id),
      row,
      contact: await this.contact(details.contactId),
      askedBy: details.askedBy,
      message: details.message,
      revision: details.revision,
      questionnaire: await this.questionnaires.compiled(details.questionnaireVersionId),
      facts: details.facts,
      settlements: details.settlements,
      elsewhere: details.elsewhere ?? [],
      askedQuestions: details.askedQuestions,
      answeredBefore: details.answeredBefore ?? {},
      mayBeAsked: details.mayBeAsked,
      backToVendor: details.backToVendor,
      unsentQuestions: Object.entries(details.offCycle ?? {}).flatMap(([id, dueOn]) =>
        dueOn === null ? [id] : [],
      ),
      answers: await this.answersOf(id),
      reviews: await this.reviews(id),
      evidence: await this.evidence.byQuestion(id, { withdrawn: true }),
      score: score === null ? null : scoreInWords(score.score),
      inherent: inherentInWords(details.inherent),
      residual: submitted ? residualInWords(readableResidual(details.residual.risk)) : null,
      findings: await this.findings.ofAssessment(id),
      disputes: disputesInWords(score?.disputes ?? []),
      proposals: proposalsInWords(score?.proposals ?? []),
      stuck: await this.stuck.whyStuck(id),
      mail: await this.ledger.historyOf([id]),
      closing: closingOf(details),
      cancelled: row.state === 'cancelled' ? cancellationOf(details) : null,
      declined: declinedOf(details),
      returned: await this.lastReturn(id),
      allowedMoves: movesFrom(row, details),
    };
  }

  private async answersOf(id: string): Promise<Record<string, AnswerLine>> {
    const latest = await this.answers.latest(id);
    const sources = await this.sources(id);
    return Object.fromEntries(
      Object.entries(latest).map(([question, answer]) => [
        question,
        { ...answer, takenFrom: sources.get(`${question} ${answer.revision}`) ?? null },
      ]),
    );
  }

  /** By question and revision. */
  private async sources(assessmentId: string): Promise<ReadonlyMap<string, AnswerSource>> {
    const rows = await this.database.query<AnswerSource & { question: string; revision: number }>(
      `select s.question, s.revision, b.id as assessment_id, b.service_name, r.by_name as by, r.at,
         coalesce(r.at <= b.submitted_at, false) as submitted
       from app.answer_source s
       join app.assessment b on b.organisation_id = s.organisation_id and b.id = s.from_assessment_id
       join app.answer_revision r on r.organisation_id = s.organisation_id and r.assessment_id = s.from_assessment_id
         and r.question = s.question and r.revision = s.from_revision
       where s.organisation_id = :organisationId and s.assessment_id = :assessmentId`,
      { assessmentId },
    );
    return new Map(
      rows.map(({ question, revision, ...source }) => [`${question} ${revision}`, source] as const),
    );
  }

  async requireExists(id: string): Promise<void> {
    await this.database.one(
      `select a.id from app.assessment a where a.organisation_id = :organisationId and a.id = :id`,
      { id },
      'assessment',
    );
  }

  async reviews(assessmentId: string): Promise<Record<string, ReviewLine>> {
    const rows = await this.database.query<Pick<AnswerReviewEntity, 'question'> & ReviewLine>(
      `select w.question, w.verdict, w.points / 10000.0::float8 as points, w.note, w.by_name as by, w.at,
         w.judged as revision
       from app.answer_review w
       where w.organisation_id = :organisationId
         and w.assessment_id = :assessmentId
         and w.revision = coalesce((
           select max(r.revision) from app.answer_revision r
           where r.organisation_id = w.organisation_id and r.assessment_id = w.assessment_id
             and r.question = w.question), 0)`,
      { assessmentId },
    );
    return Object.fromEntries(rows.map(({ question, ...line }) => [question, line]));
  }

  private async lastReturn(assessmentId: string): Promise<AssessmentReturn | null> {
    const last = await this.returned.last(assessmentId);
    if (last === null) return null;
    const { by, at, withVendor } = last;
    return { by, at, withVendor, questions: await this.returned.answers(assessmentId) };
  }

  private async score(assessmentId: string): Promise<ScoreDocument | null> {
    const found = await this.database.maybeOne<{ document: ScoreDocument }>(
      `select s.document from app.score s
       where s.organisation_id = :organisationId and s.assessment_id = :assessmentId
       order by s.formula_version desc limit 1`,
      { assessmentId },
    );
    return found === null ? null : readableScore(found.document);
  }

  private contact(id: string): Promise<Contact> {
    return this.database.one<Contact>(
      `select c.id, c.name, c.email, c.title, c.active, c.revision from app.contact c
       where c.organisation_id = :organisationId and c.id = :id`,
      { id },
      'contact',
    );
  }

  private details(id: string): Promise<AssessmentDetails> {
    return this.database.one<AssessmentDetails>(
      `select a.questionnaire_version_id, a.contact_id, a.asked_by, a.message, a.revision, a.facts, a.settlements,
         a.elsewhere,
         a.asked_questions, a.answered_before, a.off_cycle, e.inherent, s.residual,
         e.state = 'open' and v.state = 'active' as may_be_asked,
         v.state = 'active' and not ${calledOff} as may_be_returned,
         a.state = 'cancelled' and ${cancelledFrom} in (${textList(ANSWERABLE_STATES)}) as back_to_vendor,
         u.recommendation, u.summary, a.closed_by, a.closed_at,
         u.cancelled_reason, u.cancelled_message, l.actor_name as cancelled_by, l.business_at as cancelled_at,
         d.scope as declined_scope, d.because as declined_because, d.by_name as declined_by, d.at as declined_at
       from app.assessment a
       left join app.assessment_outcome u on u.organisation_id = a.organisation_id and u.assessment_id = a.id
       left join app.assessment_decline d on d.organisation_id = a.organisation_id and d.assessment_id = a.id
         and d.ended_at is null and a.state = 'declined'
       left join lateral (
         select case t.actor_kind when 'job' then 'Countersign' else nullif(t.actor_name, 'erased') end as actor_name,
           t.business_at
         from app.audit_event t
         where t.organisation_id = a.organisation_id and t.object_kind = 'assessment' and t.object_id = a.id
           and t.what = 'assessment.cancelled' and a.state = 'cancelled'
         order by t.id desc limit 1) l on true
       join app.engagement e on e.organisation_id = a.organisation_id and e.id = a.engagement_id
       join app.vendor v on v.organisation_id = e.organisation_id and v.id = e.vendor_id
       join app.standing s on s.organisation_id = e.organisation_id and s.engagement_id = e.id
       where a.organisation_id = :organisationId and a.id = :id`,
      { id },
      'assessment',
    );
  }
}

function movesFrom(
  { state, followsId }: AssessmentRow,
  { mayBeAsked, mayBeReturned }: Pick<AssessmentDetails, 'mayBeAsked' | 'mayBeReturned'>,
): Move[] {
  const moves: readonly (readonly [Move, AssessmentState])[] = [
    ['return', 'returned'],
    ['close', 'closed'],
    ['cancel', 'cancelled'],
  ];
  // A submitted assessment is taken into review by the first act of a reviewer.
  const from = state === 'submitted' ? 'in-review' : state;
  const onward = moves
    .filter(([move, target]) => canMove(from, target) && (move !== 'return' || mayBeReturned))
    .map(([move]) => move);
  if (state === 'declined') return mayBeAsked ? ['ask-again', 'cancel'] : ['cancel'];
  if (state === 'cancelled') return followsId === null && mayBeAsked ? ['bring-back'] : [];
  return isAnswerable(state) ? ['correct', ...onward] : onward;
}

function declinedOf(details: AssessmentDetails): Declined | null {
  const { declinedScope: scope, declinedBecause: because, declinedBy: by, declinedAt: at } = details;
  return scope === null ? null : { scope, because, by, at };
}

function cancellationOf(details: AssessmentDetails): Cancellation {
  const { cancelledReason: reason, cancelledMessage: message, cancelledBy: by, cancelledAt: at } = details;
  return { reason, message, by, at };
}

function closingOf({ recommendation, summary, closedBy, closedAt }: Closed): Closing | null {
  if (recommendation === null || closedAt === null) return null;
  return { recommendation, summary: summary ?? '', by: closedBy ?? '', at: closedAt };
}

function rowOf(found: AssessmentRow): AssessmentRow {
  const { id, engagementId, engagementName, vendorId, vendorName, questionnaireTitle, versionNumber } = found;
  const {
    state,
    dueOn,
    overdue,
    answered,
    shown,
    contactId,
    contactName,
    sentAt,
    submittedAt,
    ceHundredths,
    followsId,
  } = found;
  return {
    id,
    engagementId,
    engagementName,
    vendorId,
    vendorName,
    questionnaireTitle,
    versionNumber,
    state,
    dueOn,
    overdue,
    answered,
    shown,
    contactId,
    contactName,
    sentAt,
    submittedAt,
    ceHundredths,
    followsId,
  };
}
