import { Injectable } from '@nestjs/common';
import { ANSWERABLE_STATES, type RespondentQuestionnaire } from '@countersign/domain';
import { Questionnaires } from '@countersign/questionnaires';
import { Database, type RespondentActor, textList } from '@countersign/platform';
import { chosenOf, partsInWords } from './delegated-parts';
import type {
  DelegatedColleague,
  DelegateShown,
  DelegationsShown,
  OwnDelegations,
  WaitingDelegation,
} from './delegating.dto';

type Row<T, K extends keyof T> = Omit<T, K> & { readonly parts: string[] };

/** Who of a vendor is asked for a part, for whoever answers the whole and for the organisation. */
@Injectable()
export class DelegatingReader {
  constructor(
    private readonly database: Database,
    private readonly questionnaires: Questionnaires,
  ) {}

  /** As the organisation: a respondent reads no invitation. */
  async ofOwn({ assessmentId, sessionHash }: RespondentActor): Promise<OwnDelegations> {
    const { codeNeeded } = await this.database.one<{ readonly codeNeeded: boolean }>(
      `select g.proved_at is null as code_needed
       from app.respondent_grant g
       where g.organisation_id = :organisationId and g.session_hash = :sessionHash and g.assessment_id = :assessmentId`,
      { sessionHash, assessmentId },
    );
    const questionnaire = await this.questionnaire(assessmentId);
    const rows = await this.database.query<Row<DelegatedColleague, 'sections' | 'questions'>>(
      `
      select i.id, c.name, c.email, i.sections as parts,
        case
          when exists (select from app.suppressed_address s
            where s.organisation_id = c.organisation_id and s.address = c.email) then 'undelivered'
          when v.last_seen_at is not null or w.answered > 0 then 'opened'
          else 'asked'
        end as state,
        d.by_name as "by", coalesce(d.asked_at, i.created_at) as asked_at, v.last_seen_at, w.answered,
        null::text as because
      from app.invitation i
      join app.contact c on c.organisation_id = i.organisation_id and c.id = i.contact_id
      left join lateral (
        select d.by_name, d.asked_at from app.delegation d
        where d.organisation_id = i.organisation_id and d.invitation_id = i.id
        order by d.id desc limit 1) d on true
      cross join lateral (
        select max(g.last_seen_at) as last_seen_at from app.respondent_grant g
        where g.organisation_id = i.organisation_id and g.invitation_id = i.id) v
      cross join lateral (
        select count(distinct r.question)::integer as answered from app.answer_revision r
        where r.organisation_id = i.organisation_id and r.assessment_id = i.assessment_id
          and '#' || r.question = any (i.sections)) w
      where i.organisation_id = :organisationId and i.assessment_id = :assessmentId and i.sections is not null
        and i.revoked_at is null and c.active
      union all
      select d.id, d.to_name, d.to_email, d.sections, d.state, d.by_name, d.asked_at, null, 0, d.decided_because
      from app.delegation d
      where d.organisation_id = :organisationId and d.assessment_id = :assessmentId
        and (d.state = 'waiting' or d.state = 'refused' and not exists (
          select from app.delegation l
          where l.organisation_id = d.organisation_id and l.assessment_id = d.assessment_id
            and l.to_email = d.to_email and l.id > d.id))
      order by asked_at, id`,
      { assessmentId },
    );
    return { codeNeeded, colleagues: rows.map((row) => withChosen(row, questionnaire)) };
  }

  async ofAssessment(assessmentId: string): Promise<DelegationsShown> {
    const questionnaire = await this.questionnaire(assessmentId);
    const waiting = await this.database.query<Row<WaitingDelegation, 'part'>>(
      `
      select d.id, d.by_name, d.to_name, d.to_email, d.note, d.sections as parts, d.asked_at
      from app.delegation d
      join app.assessment a on a.organisation_id = d.organisation_id and a.id = d.assessment_id
        and a.state in (${textList(ANSWERABLE_STATES)})
      where d.organisation_id = :organisationId and d.assessment_id = :assessmentId and d.state = 'waiting'
      order by d.id`,
      { assessmentId },
    );
    const delegates = await this.database.query<Row<DelegateShown, 'part'>>(
      `
      select c.name, c.email, i.sections as parts,
        (select max(g.last_seen_at) from app.respondent_grant g
         where g.organisation_id = i.organisation_id and g.invitation_id = i.id) as last_seen_at,
        exists (select from app.suppressed_address s
          where s.organisation_id = c.organisation_id and s.address = c.email) as undelivered
      from app.invitation i
      join app.contact c on c.organisation_id = i.organisation_id and c.id = i.contact_id
      where i.organisation_id = :organisationId and i.assessment_id = :assessmentId and i.sections is not null
        and i.revoked_at is null and c.active
      order by i.id`,
      { assessmentId },
    );
    const inWords = <T extends { readonly parts: string[] }>({ parts, ...row }: T) => ({
      ...row,
      part: partsInWords(questionnaire, parts),
    });
    return { waiting: waiting.map(inWords), delegates: delegates.map(inWords) };
  }

  async questionnaire(assessmentId: string): Promise<RespondentQuestionnaire> {
    const { versionId } = await this.database.one<{ readonly versionId: string }>(
      `select a.questionnaire_version_id as version_id from app.assessment a
       where a.organisation_id = :organisationId and a.id = :assessmentId`,
      { assessmentId },
      'assessment',
    );
    return this.questionnaires.forRespondent(versionId);
  }
}

function withChosen(
  { parts, ...row }: Row<DelegatedColleague, 'sections' | 'questions'>,
  questionnaire: RespondentQuestionnaire,
): DelegatedColleague {
  return { ...row, ...chosenOf(questionnaire, parts) };
}
