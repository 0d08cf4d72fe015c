import { Injectable } from '@nestjs/common';
import { textIn, type Text } from '@countersign/domain';
import { Database, notFound, readersLanguage, type RespondentActor } from '@countersign/platform';
import type { OwnQuestionnaire } from './beside.dto';
import { codeNeeded } from './code-proof';
import { LinkExchange } from './link-exchange';
import { respondentIdleLimit } from './respondent-grants';

type Row = Omit<OwnQuestionnaire, 'id' | 'title'> & { readonly id: string | null; readonly title: Text };

interface Beside {
  readonly invitationId: string;
  readonly opened: boolean;
  readonly proved: boolean;
}

/** All that one contact is asked for by one organisation. */
@Injectable()
export class OwnQuestionnaires {
  constructor(
    private readonly database: Database,
    private readonly exchange: LinkExchange,
  ) {}

  /** What this browser has not opened is told once a code was given; before that, how many there are. */
  async of({ sessionHash: session }: RespondentActor): Promise<{
    readonly questionnaires: OwnQuestionnaire[];
    readonly hidden: number;
  }> {
    const rows = await this.database.query<Row>(
      `select q.* from lookup.questionnaires_of_respondent(:session, :idle::interval) q
       order by q.submitted_at is not null, q.due_on, q.service_name, q.id`,
      { session, idle: respondentIdleLimit },
    );
    const questionnaires = rows.flatMap(({ id, title, ...row }) =>
      id === null ? [] : [{ ...row, id, title: textIn(title, readersLanguage()) }],
    );
    return { questionnaires, hidden: rows.length - questionnaires.length };
  }

  /**
   * Another one in the same browser: a code was mailed to the address that a link to it would go to.
   *
   * @throws 403 `code-needed` where none was given in this session
   */
  async open(actor: RespondentActor, assessmentId: string): Promise<void> {
    const [beside] = await this.database.query<Beside>(
      `select i.invitation_id, i.opened, i.proved
       from lookup.invitations_of_respondent(:session, :idle::interval) i where i.assessment_id = :assessmentId`,
      { session: actor.sessionHash, idle: respondentIdleLimit, assessmentId },
    );
    if (beside?.opened === true) return;
    if (beside?.proved === false) throw codeNeeded();
    if (beside === undefined) throw notFound('assessment');
    await this.database.continueAsJob('invitation');
    await this.exchange.openBeside(beside.invitationId, actor.sessionHash);
  }
}
