import { Injectable } from '@nestjs/common';
import { textIn, type CompiledQuestion } from '@countersign/domain';
import { Database, notFound } from '@countersign/platform';
import { Questionnaires } from '@countersign/questionnaires';
import type { PublicAnswer, PublicAnswerList, PublicAnswerRevision } from './public-answer.dto';

type Found = Omit<PublicAnswer, 'asked' | 'choiceLabel' | 'earlier'> & { readonly versionId: string };

/** Of an assessment, or of all of an engagement. */
type Wanted = { readonly assessmentId: string } | { readonly engagementId: string };

@Injectable()
export class PublicAnswerReader {
  constructor(
    private readonly database: Database,
    private readonly questionnaires: Questionnaires,
  ) {}

  async list(wanted: Wanted): Promise<PublicAnswerList> {
    await this.requireThere(wanted);
    const rows = await this.database.query<Found>(
      `select p.assessment_id, p.question, p.revision, p.choice, p.says, p.source_title, p.source_address, p.seen_on,
         p.reason, p.by_name as "by", p.at, a.questionnaire_version_id as version_id
       from app.public_answer p
       join app.assessment a on a.organisation_id = p.organisation_id and a.id = p.assessment_id
       where p.organisation_id = :organisationId
         and (:assessmentId::uuid is null or p.assessment_id = :assessmentId)
         and (:engagementId::uuid is null or a.engagement_id = :engagementId)
       order by a.created_at desc, a.id, p.question, p.revision desc`,
      { assessmentId: null, engagementId: null, ...wanted },
    );
    const latest = rows.filter(
      (row, at) => row.assessmentId !== rows[at - 1]?.assessmentId || row.question !== rows[at - 1]?.question,
    );
    const items: PublicAnswer[] = [];
    for (const { assessmentId, question, versionId, ...row } of latest) {
      const { questions, language } = await this.questionnaires.compiled(versionId);
      const found = questions.find(({ id }) => id === question);
      const told = (said: Omit<PublicAnswerRevision, 'choiceLabel'>) => revisionOf(said, found, language);
      const earlier = rows.filter(
        (one) =>
          one.assessmentId === assessmentId && one.question === question && one.revision < row.revision,
      );
      const asked = found === undefined ? question : textIn(found.text, language);
      items.push({ assessmentId, question, asked, ...told(row), earlier: earlier.map(told) });
    }
    return { items };
  }

  private async requireThere(wanted: Wanted): Promise<void> {
    const [what, id] =
      'assessmentId' in wanted
        ? (['assessment', wanted.assessmentId] as const)
        : (['engagement', wanted.engagementId] as const);
    await this.database.one(
      `select x.id from app.${what} x where x.organisation_id = :organisationId and x.id = :id`,
      { id },
      what,
    );
  }

  async one(assessmentId: string, question: string): Promise<PublicAnswer> {
    const { items } = await this.list({ assessmentId });
    const found = items.find((one) => one.question === question);
    if (found === undefined) throw notFound('public-answer');
    return found;
  }
}

function revisionOf(
  said: Omit<PublicAnswerRevision, 'choiceLabel'>,
  asked: CompiledQuestion | undefined,
  language: string,
): PublicAnswerRevision {
  const { revision, choice, says, sourceTitle, sourceAddress, seenOn, reason, by, at } = said;
  const option = asked?.options.find(({ id }) => id === choice);
  const choiceLabel = option === undefined ? choice : textIn(option.label, language);
  return { revision, choice, choiceLabel, says, sourceTitle, sourceAddress, seenOn, reason, by, at };
}
