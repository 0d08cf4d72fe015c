import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  checkQuestionnaire,
  publish,
  textIn,
  type CompiledQuestionnaire,
  type QuestionnaireDocument,
  type RespondentQuestionnaire,
} from '@countersign/domain';
import { factCatalogue } from '@countersign/content';
import { Audit } from '@countersign/audit';
import { Database, invalid, Kept } from '@countersign/platform';
import { QuestionnaireVersionEntity } from './questionnaire-version.entity';
import { RespondentQuestionnaireEntity } from './respondent-questionnaire.entity';
import type { QuestionnaireRow, QuestionnaireVersion } from './questionnaire.dto';

/** Versions never change, so what was read once is kept. */
const VERSIONS_KEPT = 50;

/** Questionnaires and their published versions, each an immutable document with its hash. */
@Injectable()
export class Questionnaires {
  private readonly versions = new Kept<CompiledQuestionnaire>(VERSIONS_KEPT);

  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** Publishes the document as the next version; the same content again is the version that stands. */
  async publish(source: QuestionnaireDocument): Promise<{ id: string; number: number }> {
    const problems = checkQuestionnaire(source, factCatalogue);
    if (problems.length > 0)
      throw invalid(problems.map(({ field, message }) => ({ field: `document.${field}`, message })));
    const questionnaireId = await this.questionnaireOf(source);
    const hash = hashOf(source);
    const latest = await this.database.maybeOne<Pick<QuestionnaireVersionEntity, 'id' | 'number' | 'hash'>>(
      `select v.id, v.number, v.hash from app.questionnaire_version v
       where v.organisation_id = :organisationId
         and v.questionnaire_id = :questionnaireId order by v.number desc limit 1`,
      { questionnaireId },
    );
    if (latest !== null && latest.hash === hash) return { id: latest.id, number: latest.number };
    const { document, respondent } = publish(source, factCatalogue);
    const number = (latest?.number ?? 0) + 1;
    const { id } = await this.database.insert(
      QuestionnaireVersionEntity,
      { questionnaireId, number, source, document, questions: document.questions.length, hash },
      ['id'],
    );
    await this.database.insert(RespondentQuestionnaireEntity, {
      questionnaireVersionId: id,
      document: respondent,
    });
    await this.audit.record({
      what: 'questionnaire.published',
      object: { kind: 'questionnaire', id: questionnaireId },
      after: { versionId: id, number, hash },
    });
    return { id, number };
  }

  /** What ships is published once: whoever has published something later stays with that. */
  async renew(source: QuestionnaireDocument): Promise<void> {
    const known = await this.database.maybeOne(
      `select v.id
       from app.questionnaire q
       join app.questionnaire_version v on v.organisation_id = q.organisation_id and v.questionnaire_id = q.id
       where q.organisation_id = :organisationId and q.key = :key and v.hash = :hash`,
      { key: source.key, hash: hashOf(source) },
    );
    if (known === null) await this.publish(source);
  }

  /** The compiled document of a version, kept in memory after the first read. */
  compiled(versionId: string): Promise<CompiledQuestionnaire> {
    const { organisationId } = this.database;
    return this.versions.of({ organisationId, id: versionId }, async () => {
      const { document } = await this.database.one<Pick<QuestionnaireVersionEntity, 'document'>>(
        `select v.document from app.questionnaire_version v
         where v.organisation_id = :organisationId and v.id = :versionId`,
        { versionId },
        'questionnaire-version',
      );
      return document;
    });
  }

  /** As the vendor's browser may see it; in a respondent's transaction only the version of its own assessment. */
  async forRespondent(versionId: string): Promise<RespondentQuestionnaire> {
    const { document } = await this.database.one<Pick<RespondentQuestionnaireEntity, 'document'>>(
      `select q.document from app.respondent_questionnaire q
       where q.organisation_id = :organisationId and q.questionnaire_version_id = :versionId`,
      { versionId },
      'questionnaire-version',
    );
    return document;
  }

  /** The wanted version, where the organisation has it. */
  async ownVersionId(wanted: string): Promise<string> {
    const { id } = await this.database.one<{ id: string }>(
      `select v.id from app.questionnaire_version v
       where v.organisation_id = :organisationId and v.id = :wanted`,
      { wanted },
      'questionnaire-version',
    );
    return id;
  }

  /**
   * What is sent where nobody chose: the latest version of the questionnaire with which the organisation began. One
   * that is published beside it is for those who ask for it.
   */
  async defaultVersionId(): Promise<string | null> {
    const latest = await this.database.maybeOne<{ id: string }>(
      `select v.id
       from app.questionnaire q
       join app.questionnaire_version v on v.organisation_id = q.organisation_id and v.questionnaire_id = q.id
       where q.organisation_id = :organisationId
       order by q.created_at, q.id, v.number desc
       limit 1`,
    );
    return latest?.id ?? null;
  }

  list(): Promise<QuestionnaireRow[]> {
    return this.database.query<QuestionnaireRow>(
      `select q.id, q.key, q.title, jsonb_agg(jsonb_build_object(
         'id', v.id, 'number', v.number, 'publishedAt', v.published_at, 'questions', v.questions, 'hash', v.hash
       ) order by v.number desc) as versions
       from app.questionnaire q
       join app.questionnaire_version v on v.organisation_id = q.organisation_id and v.questionnaire_id = q.id
       where q.organisation_id = :organisationId
       group by q.id, q.key, q.title
       order by lower(q.title), q.id`,
    );
  }

  version(questionnaireId: string, number: number): Promise<QuestionnaireVersion> {
    return this.database.one<QuestionnaireVersion>(
      `select v.id, v.questionnaire_id, q.title, v.number, v.published_at, v.hash, v.document
       from app.questionnaire_version v
       join app.questionnaire q on q.organisation_id = v.organisation_id and q.id = v.questionnaire_id
       where v.organisation_id = :organisationId
         and v.questionnaire_id = :questionnaireId and v.number = :number`,
      { questionnaireId, number },
      'questionnaire-version',
    );
  }

  private async questionnaireOf(source: QuestionnaireDocument): Promise<string> {
    const { id } = await this.database.one<{ id: string }>(
      `insert into app.questionnaire (organisation_id, key, title)
       values (:organisationId, :key, :title)
       on conflict (organisation_id, key) do update set title = excluded.title
       returning id`,
      { key: source.key, title: textIn(source.title, source.language) },
    );
    return id;
  }
}

function hashOf(source: QuestionnaireDocument): string {
  return createHash('sha256').update(JSON.stringify(source)).digest('hex');
}
