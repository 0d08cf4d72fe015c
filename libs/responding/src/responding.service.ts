import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  checkAnswer,
  disputedQuestions,
  isAnswerable,
  missingAnswers,
  isSaid,
  textIn,
  todayIn,
  visibleQuestions,
  type AnswerContext,
  type AnswerSheet,
  type AnswerValue,
  type FieldProblem,
  GROUNDS_OF,
  type IntakeFacts,
  type NamedFact,
  type RespondentQuestion,
  type RespondentQuestionnaire,
  type ReturnedQuestion,
} from '@countersign/domain';
import {
  AnswerReader,
  type Declined,
  lawThatAsks,
  referenceOf,
  ReturnedQuestions,
} from '@countersign/assessments';
import { EvidenceDesk, type EvidenceDeskView, FileAnswers } from '@countersign/evidence';
import { Questionnaires, timeToAnswer } from '@countersign/questionnaires';
import {
  asJson,
  conflict,
  Database,
  invalid,
  Kept,
  notFound,
  Problem,
  unauthorised,
  type RespondentActor,
  say,
  inWords,
  readersLanguage,
} from '@countersign/platform';
import type { LatestSaves, RespondentAssessment, SaveAnswer } from './responding.dto';
import { RespondentGrants } from './respondent-grants';
import { SaveAllowance } from './save-allowance';
import { isDelegated, partOf } from './part-of';
import { ReturnedService } from './returned.service';
import { Submission } from './submission';

interface AskedAssessment extends Omit<
  RespondentAssessment,
  | 'respondentId'
  | 'reference'
  | 'law'
  | 'takes'
  | 'language'
  | 'questionnaire'
  | 'elsewhere'
  | 'declined'
  | 'answers'
  | 'answeredBefore'
  | 'returned'
  | 'part'
  | keyof EvidenceDeskView
> {
  readonly questionnaireVersionId: string;
  readonly facts: IntakeFacts;
  readonly elsewhere: readonly NamedFact[] | null;
  readonly answeredBefore: AnswerSheet | null;
}

interface Autosaved {
  readonly status: 'saved' | 'conflict' | 'closed' | 'not-open' | 'not-yours' | 'signed-out';
  readonly revision: number | null;
  readonly value: AnswerValue | null;
  readonly byName: string | null;
  readonly at: string | null;
}

const VERSIONS_KEPT = 10_000;

/** The vendor's side of one assessment: reads it, saves answers, submits. */
@Injectable()
export class RespondingService {
  /** An assessment points at one version for ever, so this never goes stale. */
  private readonly versionOf = new Kept<RespondentQuestionnaire>(VERSIONS_KEPT);
  private latest = { day: '', until: 0 };

  constructor(
    private readonly database: Database,
    private readonly questionnaires: Questionnaires,
    private readonly answers: AnswerReader,
    private readonly evidence: EvidenceDesk,
    private readonly submission: Submission,
    private readonly saves: SaveAllowance,
    private readonly returning: ReturnedService,
    private readonly returned: ReturnedQuestions,
    private readonly grants: RespondentGrants,
    private readonly fileAnswers: FileAnswers,
  ) {}

  async assessment(actor: RespondentActor): Promise<RespondentAssessment> {
    const { assessmentId: id, contactId, sections } = actor;
    const { questionnaireVersionId, facts, settlements, elsewhere, answeredBefore, ...asked } =
      await this.asked(id);
    const whole = await this.questionnaires.forRespondent(questionnaireVersionId);
    const answers = await this.answers.latest(id);
    const returned = await this.returning.of(id);
    const declined = asked.state === 'declined' ? await this.declined(id) : null;
    const desk = await this.evidence.of(id);
    // Last: what was read before is what the policies let this respondent read.
    const questionnaire =
      sections === null
        ? whole
        : partOf(whole, sections, await this.contextOfWhole(id, { ...asked, facts, settlements, elsewhere }));
    const shown = factsOfGates(questionnaire, facts);
    const own = new Set(questionnaire.questions.map((question) => question.id));
    const { askedQuestions, today } = asked;
    const start = {
      answers: answeredBefore ?? {},
      facts,
      settlements,
      elsewhere,
      asked: askedQuestions,
      today,
    };
    return {
      ...asked,
      askedQuestions: asked.askedQuestions?.filter((question) => own.has(question)) ?? null,
      respondentId: contactId,
      reference: referenceOf(id),
      law: lawThatAsks(facts),
      takes: timeToAnswer(questionnaire, visibleQuestions(questionnaire, start)),
      language: readersLanguage(),
      facts: shown,
      settlements: settlements.filter(({ fact }) => Object.hasOwn(shown, fact)),
      elsewhere: (elsewhere ?? []).filter(({ fact }) => Object.hasOwn(shown, fact)),
      questionnaire,
      answers,
      answeredBefore: ofOwn(answeredBefore ?? {}, own),
      returned,
      declined,
      part: sections === null ? null : await this.partBy(actor),
      ...desk,
    };
  }

  /** What the conditions of a part read elsewhere: as the organisation, since no policy opens it to a delegate. */
  private async contextOfWhole(
    id: string,
    asked: Pick<AskedAssessment, 'facts' | 'settlements' | 'elsewhere' | 'today' | 'askedQuestions'>,
  ): Promise<AnswerContext> {
    await this.database.continueAsJob('part of a questionnaire');
    const { answeredBefore } = await this.asked(id);
    const { facts, settlements, elsewhere, today, askedQuestions } = asked;
    const answers = { ...answeredBefore, ...(await this.answers.sheet(id)) };
    return { answers, facts, settlements, elsewhere, today, asked: askedQuestions };
  }

  /** Who asked this delegate, by the last time that somebody did. */
  private async partBy({
    assessmentId,
    sessionHash,
  }: RespondentActor): Promise<{ readonly by: string | null }> {
    const [asked] = await this.database.query<{ by: string }>(
      `select d.by_name as "by"
       from app.respondent_grant g
       join app.delegation d on d.organisation_id = g.organisation_id and d.invitation_id = g.invitation_id
       where g.organisation_id = :organisationId and g.session_hash = :sessionHash and g.assessment_id = :assessmentId
       order by d.id desc limit 1`,
      { assessmentId, sessionHash },
    );
    return { by: asked?.by ?? null };
  }

  /** One small statement while nothing has changed; what a colleague has saved comes with the answer. */
  async latestSaves(id: string, known: number): Promise<LatestSaves> {
    const latest = await this.database.one<Omit<LatestSaves, 'answers'>>(
      `select a.state, a.submitted_at,
         (select count(*)::integer from app.answer_revision r
          where r.organisation_id = a.organisation_id and r.assessment_id = a.id) as saves
       from app.assessment a where a.organisation_id = :organisationId and a.id = :id`,
      { id },
      'assessment',
    );
    return { ...latest, answers: latest.saves === known ? null : await this.answers.latest(id) };
  }

  /**
   * One prepared statement does grant, state, conflict and write; the value is checked before it. What is refused is told
   * only once the grant is judged: whoever is signed out learns neither which questions there are nor what fits them.
   */
  async saveAnswer(actor: RespondentActor, question: string, answer: SaveAnswer): Promise<number> {
    try {
      return await this.save(actor, question, answer);
    } catch (error) {
      if (error instanceof Problem) await this.grants.confirm(actor);
      throw error;
    }
  }

  /** The same for a save that may be tried anew: null where it is refused, and then it counts for nothing. */
  async saveStraight(actor: RespondentActor, question: string, answer: SaveAnswer): Promise<number | null> {
    try {
      return await this.save(actor, question, answer);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.saves.giveBack(actor, bytesOf(answer));
      return null;
    }
  }

  private async save(actor: RespondentActor, question: string, answer: SaveAnswer): Promise<number> {
    const { value: given, base } = answer;
    await this.saves.take(actor, bytesOf(answer));
    const questionnaire = await this.questionnaireOf(actor);
    const asked = questionnaire.questions.find(({ id }) => id === question);
    if (asked === undefined) throw notFound('question');
    const problems = await this.problemsOf(actor, asked, given);
    // Of a part that is not theirs a delegate does not learn what would fit; the save itself looks at the grant.
    if (problems.length > 0 && !isDelegated(actor.sections, asked)) throw notFound('question');
    if (problems.length > 0) throw invalid(problems, 'answer-invalid');
    const value = asked.type === 'file' ? await this.withItsFiles(actor, question, given) : given;
    const [saved] = await this.database.statement<Autosaved>({
      name: 'autosave',
      sql: `select status, revision, value, by_name, at
       from app.autosave(:organisationId, :session, :assessmentId, :question, :section, :value, :base, :from)`,
      parameters: {
        organisationId: actor.organisationId,
        session: actor.sessionHash,
        assessmentId: actor.assessmentId,
        question,
        section: asked.section,
        value: asJson(value),
        base,
        from: actor.from ?? null,
      },
      keeps: true,
    });
    if (saved === undefined) throw new Error('The autosave gave no answer.');
    const ownRevision = base + 1;
    if (
      saved.status === 'conflict' &&
      (await this.tookBefore(actor, { question, value, revision: ownRevision }))
    )
      return ownRevision;
    return revisionOf(saved);
  }

  /** Whatever the sender says is attached: what is attached. */
  private async withItsFiles(actor: RespondentActor, question: string, given: object): Promise<object> {
    const answer = await this.database.run(actor, () =>
      this.fileAnswers.namesAt(actor.assessmentId, question),
    );
    return { ...given, answer };
  }

  /** A save whose answer was lost on the way is sent again: taken once, it is no conflict with whoever saved after it. */
  private async tookBefore(
    actor: RespondentActor,
    save: { readonly question: string; readonly value: object; readonly revision: number },
  ): Promise<boolean> {
    const { assessmentId, contactId } = actor;
    const taken = await this.database.run(actor, () =>
      this.database.query(
        `select from app.answer_revision r
         where r.organisation_id = :organisationId and r.assessment_id = :assessmentId and r.question = :question
           and r.revision = :revision and r.by_contact_id = :contactId and r.value = :value::jsonb`,
        { ...save, value: asJson(save.value), assessmentId, contactId },
      ),
    );
    return taken.length > 0;
  }

  async submit(
    actor: RespondentActor,
    shown: Readonly<Record<string, number>>,
  ): Promise<RespondentAssessment> {
    const { assessmentId } = actor;
    if (actor.sections !== null) throw conflict('answers-a-part');
    // Every save holds a key share of this row: from here on none can land before the freeze.
    await this.database.query(
      `select from app.assessment a
       where a.organisation_id = :organisationId and a.id = :assessmentId for update`,
      {
        assessmentId,
      },
    );
    const before = await this.assessment(actor);
    if (!isAnswerable(before.state)) throw closed();
    requireAsShown(before, shown);
    requireComplete(before, await this.returned.toLookAt(assessmentId, before.questionnaire));
    const receipt = receiptOf(before);
    const asked = before.askedQuestions === null ? null : shownOf(before);
    await this.database.continueAsJob('submission');
    await this.submission.submit({
      id: assessmentId,
      receipt,
      asked,
      contact: { id: actor.contactId, name: actor.name ?? '' },
    });
    return {
      ...before,
      returnedMessage: null,
      returned: null,
      ...(await this.submission.state(assessmentId)),
    };
  }

  /** What else there is to know is asked for only where a value is refused without it: a save stays one statement. */
  private async problemsOf(
    actor: RespondentActor,
    question: RespondentQuestion,
    value: unknown,
  ): Promise<readonly FieldProblem[]> {
    const latest = this.latestDay();
    const problems = checkAnswer(question, value, { today: latest });
    if (problems.length === 0) return problems;
    const { today, disputed } = await this.database.run(actor, () =>
      this.openTo(actor.assessmentId, question),
    );
    return checkAnswer(question, value, {
      today: today > latest ? today : latest,
      businessDay: today,
      disputed,
    });
  }

  /** The day where it is latest; looked at once a minute, since a day begins with one. */
  private latestDay(): string {
    const now = Date.now();
    if (now >= this.latest.until) {
      const day = todayIn(FIRST_ZONE, new Date(now).toISOString());
      this.latest = { day, until: now - (now % MINUTE_MS) + MINUTE_MS };
    }
    return this.latest.day;
  }

  /** Whether only what the saved answers deny shows the question, and the day of the business. */
  private async openTo(id: string, { id: question }: RespondentQuestion) {
    const { questionnaireVersionId, answeredBefore, askedQuestions: asked, ...said } = await this.asked(id);
    const { facts, settlements, elsewhere, today } = said;
    const questionnaire = await this.questionnaires.forRespondent(questionnaireVersionId);
    const answers = { ...answeredBefore, ...(await this.answers.sheet(id)) };
    const context = { answers, facts, settlements, elsewhere, today, asked };
    const disputed = disputedQuestions(questionnaire, context);
    return { today, disputed: disputed.has(question) };
  }

  private asked(id: string): Promise<AskedAssessment> {
    return this.database.one<AskedAssessment>(
      `select a.id, a.organisation_name, a.asked_by, a.asked_by_email, a.message, a.vendor_name, a.service_name,
         a.contact_name, a.due_on, a.state, app.today(a.time_zone) as today, a.facts, a.settlements, a.elsewhere,
         a.submitted_at, a.submitted_by, a.receipt,
         a.returned_message, a.questionnaire_version_id, a.asked_questions, a.answered_before
       from app.assessment a where a.organisation_id = :organisationId and a.id = :id`,
      { id },
      'assessment',
    );
  }

  private declined(id: string): Promise<Declined | null> {
    return this.database.maybeOne<Declined>(
      `select d.scope, d.because, d.by_name as by, d.at from app.assessment_decline d
       where d.organisation_id = :organisationId and d.assessment_id = :id and d.ended_at is null`,
      { id },
    );
  }

  private questionnaireOf(actor: RespondentActor): Promise<RespondentQuestionnaire> {
    const { organisationId, assessmentId } = actor;
    return this.versionOf.of({ organisationId, id: assessmentId }, () =>
      this.database.run(actor, async () => {
        const { questionnaireVersionId } = await this.asked(assessmentId);
        return this.questionnaires.forRespondent(questionnaireVersionId);
      }),
    );
  }
}

/** Where a day begins first (UTC+14): a date is refused as future only past every time zone. */
const FIRST_ZONE = 'Etc/GMT-14';

const MINUTE_MS = 60_000;

const bytesOf = ({ value }: SaveAnswer): number => Buffer.byteLength(JSON.stringify(value));

function revisionOf(saved: Autosaved): number {
  switch (saved.status) {
    case 'saved':
      return saved.revision ?? 0;
    case 'conflict':
      throw conflict('answer-conflict', say('refusal.answer-conflict'), {
        revision: saved.revision,
        value: saved.value,
        by: saved.byName,
        at: saved.at,
      });
    case 'closed':
      throw closed();
    case 'not-open':
      throw conflict('question-not-open');
    case 'not-yours':
      throw notFound('question');
    case 'signed-out':
      throw unauthorised(say('access-guard.please-open-the-link'));
  }
}

function closed() {
  return conflict('assessment-closed', say('refusal.assessment-closed'));
}

function contextOf(assessment: RespondentAssessment): AnswerContext {
  const given = Object.entries(assessment.answers).map(([question, { value }]) => [question, value]);
  const { settlements, elsewhere, today, askedQuestions: asked } = assessment;
  return {
    answers: { ...assessment.answeredBefore, ...Object.fromEntries(given) },
    facts: assessment.facts as IntakeFacts,
    settlements,
    elsewhere,
    today,
    asked,
  };
}

function shownOf(assessment: RespondentAssessment): readonly string[] {
  return visibleQuestions(assessment.questionnaire, contextOf(assessment));
}

/** Nobody signs an answer that was not on the page: what a colleague saved since is shown first. */
function requireAsShown(assessment: RespondentAssessment, shown: Readonly<Record<string, number>>): void {
  const signed = new Set(shownOf(assessment));
  const changed = Object.entries(assessment.answers).filter(
    ([question, { revision }]) => signed.has(question) && revision !== shown[question],
  );
  if (changed.length === 0) return;
  throw conflict('answers-changed', say('refusal.answers-changed'), { changed: Object.fromEntries(changed) });
}

function requireComplete(assessment: RespondentAssessment, returned: readonly ReturnedQuestion[]): void {
  const questionnaire = assessment.questionnaire;
  const missing = missingAnswers(questionnaire, { ...contextOf(assessment), returned });
  if (missing.length === 0) return;
  throw conflict('answers-missing', say('refusal.answers-missing'), {
    missing: missing.map(({ question, text }) => ({
      question,
      text: isSaid(text) ? inWords(text) : textIn(text, questionnaire.language),
    })),
  });
}

/** Proves what was submitted: the same answers give the same reference. */
function receiptOf(assessment: RespondentAssessment): string {
  const content = Object.entries(assessment.answers)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([question, { value, revision }]) => [question, revision, value]);
  const kept = (assessment.returned?.questions ?? []).flatMap(({ question, keptBecause }) =>
    keptBecause === null ? [] : [[question, keptBecause]],
  );
  const digest = createHash('sha256')
    .update(JSON.stringify([assessment.id, content, ...(kept.length === 0 ? [] : [kept])]))
    .digest('hex');
  return (digest.slice(0, 16).toUpperCase().match(/.{4}/g) ?? []).join('-');
}

function ofOwn(answers: AnswerSheet, own: ReadonlySet<string>): AnswerSheet {
  return Object.fromEntries(Object.entries(answers).filter(([question]) => own.has(question)));
}

/** Only the facts that the questionnaire's conditions read: how critical the service is does not concern the vendor. */
function factsOfGates(questionnaire: RespondentQuestionnaire, facts: IntakeFacts): Partial<IntakeFacts> {
  const text = JSON.stringify([questionnaire.conditions, questionnaire.questions]);
  const read = new Set([...text.matchAll(/"fact":"(\w+)"/g)].map(([, fact]) => fact ?? ''));
  // The terms are no facts of an intake: the browser derives them from their grounds.
  const grounds = Object.entries(GROUNDS_OF).flatMap(([term, ground]) => (read.has(term) ? ground : []));
  const named = new Set<string>([...read, ...grounds]);
  return Object.fromEntries(Object.entries(facts).filter(([fact]) => named.has(fact)));
}
