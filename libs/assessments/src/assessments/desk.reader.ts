import { Injectable } from '@nestjs/common';
import type { AssessmentState, ResidualRisk } from '@countersign/domain';
import { type Finding, FindingReader } from '@countersign/findings';
import { Changes, Database } from '@countersign/platform';
import type { ScoreDocument } from './assessment-scoring';
import type { ReviewLine } from './assessment.dto';
import type { DeskChange, DeskNews } from './desk.dto';
import { readableResidual, readableScore } from './former-formula';
import { residualInWords, scoreInWords, type ToldResidualRisk, type ToldScore } from './risk-in-words';

/** Of what a transaction has committed before another one with a later time: what was asked for then is told again. */
const OVERLAP_MS = 30_000;

/** Of what an act answers. */
const MOST_BYTES = 5_000;

interface Read {
  readonly at: number;
  readonly state: AssessmentState;
  readonly mark: string;
  readonly score: ScoreDocument | null;
  readonly residual: { readonly risk: ResidualRisk } | null;
}

/** What an act can move, as it stood before. */
export interface DeskStanding {
  readonly mark: string;
  readonly score: ToldScore | null;
  readonly residual: ToldResidualRisk | null;
  readonly findings: readonly Finding[];
}

/** What the desk is told: after an act what it has changed, and now and then what others have said. */
@Injectable()
export class DeskReader {
  constructor(
    private readonly database: Database,
    private readonly findings: FindingReader,
    private readonly changes: Changes,
  ) {}

  async standing(id: string): Promise<DeskStanding> {
    return this.told(id, await this.read(id));
  }

  async changeSince(
    before: DeskStanding,
    { id, questions, overtaken }: { id: string; questions: readonly string[]; overtaken: readonly string[] },
  ): Promise<DeskChange> {
    await this.changes.settle();
    const read = await this.read(id);
    const now = await this.told(id, read);
    return withinBounds({
      at: read.at,
      state: read.state,
      mark: now.mark,
      markBefore: before.mark,
      overtaken,
      reviews: await this.reviews(id, { questions }),
      score: scoreChange(before.score, now.score),
      knockoutsOver: (before.score?.knockouts ?? [])
        .map(({ question }) => question)
        .filter((question) => !now.score?.knockouts.some((one) => one.question === question)),
      residual: same(before.residual, now.residual) ? null : now.residual,
      findings: others(now.findings, before.findings),
    });
  }

  /** Two small statements: it is asked for every few seconds. */
  async news(id: string, since: number | null): Promise<DeskNews> {
    const { at, state, mark } = await this.read(id);
    const after = since === null ? null : since - OVERLAP_MS;
    return { at, state, mark, reviews: await this.reviews(id, { after }) };
  }

  private read(id: string): Promise<Read> {
    return this.database.one<Read>(
      `select floor(extract(epoch from app.now()) * 1000)::float8 as at, a.state, s.document as score,
         case when a.submitted_at is not null then t.residual end as residual,
         md5(concat(s.document::text, t.residual::text, a.return_round, (
           select string_agg(f.id::text || f.state, '' order by f.id) from app.finding f
           where f.organisation_id = a.organisation_id and f.assessment_id = a.id))) as mark
       from app.assessment a
       join app.standing t on t.organisation_id = a.organisation_id and t.engagement_id = a.engagement_id
       left join lateral (
         select s.document from app.score s
         where s.organisation_id = a.organisation_id and s.assessment_id = a.id
         order by s.formula_version desc limit 1) s on true
       where a.organisation_id = :organisationId and a.id = :id`,
      { id },
      'assessment',
    );
  }

  private async told(id: string, { mark, score, residual }: Read): Promise<DeskStanding> {
    return {
      mark,
      score: score === null ? null : scoreInWords(readableScore(score).score),
      residual: residual === null ? null : residualInWords(readableResidual(residual.risk)),
      findings: await this.findings.ofAssessment(id),
    };
  }

  private async reviews(
    id: string,
    { questions = null, after = null }: { questions?: readonly string[] | null; after?: number | null },
  ): Promise<Record<string, ReviewLine>> {
    const rows = await this.database.query<{ question: string } & ReviewLine>(
      `select w.question, w.verdict, w.points / 10000.0::float8 as points, w.note, w.by_name as by, w.at,
         w.judged as revision
       from app.answer_review w
       where w.organisation_id = :organisationId and w.assessment_id = :id
         and (:questions::text[] is null or w.question = any (:questions))
         and (:after::float8 is null or w.at >= to_timestamp(:after / 1000))
         and w.revision = coalesce((
           select max(r.revision) from app.answer_revision r
           where r.organisation_id = w.organisation_id and r.assessment_id = w.assessment_id
             and r.question = w.question), 0)`,
      { id, questions, after },
    );
    return Object.fromEntries(rows.map(({ question, ...line }) => [question, line]));
  }
}

/** An act that moves more than that (a rating with dozens of reasons) has the page read anew: nobody knows the mark. */
function withinBounds(change: DeskChange): DeskChange {
  if (Buffer.byteLength(JSON.stringify(change)) <= MOST_BYTES) return change;
  return { ...change, markBefore: '', score: null, knockoutsOver: [], residual: null, findings: [] };
}

function scoreChange(before: ToldScore | null, now: ToldScore | null): ToldScore | null {
  if (now === null || same(before, now)) return null;
  return {
    ...now,
    sections: others(now.sections, before?.sections ?? []),
    requirements: others(now.requirements, before?.requirements ?? []),
    questions: others(now.questions, before?.questions ?? []),
    knockouts: now.knockouts.filter((one) => !before?.knockouts.some((known) => same(known, one))),
  };
}

/** Those of `now` that are new or another. */
function others<Line extends { readonly id: string }>(now: readonly Line[], before: readonly Line[]): Line[] {
  const known = new Map(before.map((line) => [line.id, line]));
  return now.filter((line) => !same(known.get(line.id), line));
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
