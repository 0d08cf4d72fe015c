import { Injectable } from '@nestjs/common';
import { ANSWERABLE_STATES } from '@countersign/domain';
import { ColleagueNoteEntity } from '@countersign/assessments';
import { Questionnaires } from '@countersign/questionnaires';
import {
  conflict,
  Database,
  expression,
  Flag,
  Id,
  Instant,
  notFound,
  NullableInstant,
  OneLine,
  refuseStale,
  type RespondentActor,
  say,
  SeenRevision,
  Text,
  textList,
  TrimmedText,
  Whole,
} from '@countersign/platform';
import { isDelegated } from './part-of';

/** Of one questionnaire, the withdrawn ones included. */
const MOST_NOTES = 2_000;
const MOST_LETTERS = 4_000;

export class NewColleagueNote {
  @OneLine(100, 'colleague-note.which-question') readonly question: string;
  @TrimmedText(MOST_LETTERS, 'colleague-note.say-something') readonly text: string;
}

export class ChangedColleagueNote {
  @TrimmedText(MOST_LETTERS, 'colleague-note.say-something') readonly text: string;
  @SeenRevision() readonly revision: number;
}

/** What a colleague wrote beside a question. The organisation that asks reads none of it. */
export class ColleagueNote {
  @Id() readonly id: string;
  @Text() readonly question: string;
  @Text() readonly text: string;
  @Text() readonly by: string;
  @Flag() readonly own: boolean;
  @Instant() readonly at: string;
  @NullableInstant() readonly editedAt: string | null;
  @Whole() readonly revision: number;
}

export class WrittenColleagueNote {
  @Id() readonly id: string;
}

/** Of a refusal: the note as it stands. */
export class StandingColleagueNote {
  @Text() readonly text: string;
  @Whole() readonly revision: number;
}

/**
 * Notes among a vendor's staff. All of it happens as the respondent: the policies of the table know no member and no
 * job, and the trail, which members read, holds no line of it.
 */
@Injectable()
export class ColleagueNotes {
  constructor(
    private readonly database: Database,
    private readonly questionnaires: Questionnaires,
  ) {}

  of({ assessmentId, contactId }: RespondentActor): Promise<ColleagueNote[]> {
    return this.database.query<ColleagueNote>(
      `select n.id, n.question, n.text, n.by_name as "by", n.by_contact_id = :contactId as own, n.at, n.edited_at,
         n.revision
       from app.colleague_note n
       where n.organisation_id = :organisationId and n.assessment_id = :assessmentId and n.withdrawn_at is null
       order by n.id`,
      { assessmentId, contactId },
    );
  }

  async write(actor: RespondentActor, { question, text }: NewColleagueNote): Promise<WrittenColleagueNote> {
    const { assessmentId } = actor;
    const section = await this.sectionOf(actor, question);
    const { n } = await this.database.one<{ readonly n: number }>(
      `select count(*)::integer as n from app.colleague_note n
       where n.organisation_id = :organisationId and n.assessment_id = :assessmentId`,
      { assessmentId },
    );
    if (n >= MOST_NOTES) throw conflict('notes-full');
    return this.database.insert(
      ColleagueNoteEntity,
      {
        assessmentId,
        question,
        section,
        text,
        byContactId: actor.contactId,
        byName: actor.name ?? '',
        editedAt: null,
        withdrawnAt: null,
      },
      ['id'],
    );
  }

  async change(actor: RespondentActor, id: string, { text, revision }: ChangedColleagueNote): Promise<void> {
    await this.requireOpen(actor);
    refuseStale(await this.own(actor, id), revision);
    await this.database.update(
      ColleagueNoteEntity,
      { id },
      { text, editedAt: expression`app.now()`, revision: expression`revision + 1` },
    );
  }

  /** Its words go; whoever has read it has read it. */
  async withdraw(actor: RespondentActor, id: string): Promise<void> {
    await this.requireOpen(actor);
    await this.own(actor, id);
    await this.database.update(
      ColleagueNoteEntity,
      { id },
      { text: '', withdrawnAt: expression`app.now()`, revision: expression`revision + 1` },
    );
  }

  private own(
    { assessmentId, contactId }: RespondentActor,
    id: string,
  ): Promise<{ readonly text: string; readonly revision: number }> {
    return this.database.one(
      `select n.text, n.revision from app.colleague_note n
       where n.organisation_id = :organisationId and n.id = :id and n.assessment_id = :assessmentId
         and n.by_contact_id = :contactId and n.withdrawn_at is null
       for no key update`,
      { id, assessmentId, contactId },
      'colleague-note',
    );
  }

  private async sectionOf(actor: RespondentActor, question: string): Promise<string> {
    const versionId = await this.requireOpen(actor);
    const { questions } = await this.questionnaires.forRespondent(versionId);
    const asked = questions.find(({ id }) => id === question);
    if (asked === undefined || !isDelegated(actor.sections, asked)) throw notFound('question');
    return asked.section;
  }

  private async requireOpen({ assessmentId: id }: RespondentActor): Promise<string> {
    const open = await this.database.maybeOne<{ readonly versionId: string }>(
      `select a.questionnaire_version_id as version_id from app.assessment a
       where a.organisation_id = :organisationId and a.id = :id and a.state in (${textList(ANSWERABLE_STATES)})
       for key share`,
      { id },
    );
    if (open === null) throw conflict('assessment-closed', say('refusal.assessment-closed'));
    return open.versionId;
  }
}
