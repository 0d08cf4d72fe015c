import { Injectable } from '@nestjs/common';
import { ANSWERABLE_STATES } from '@countersign/domain';
import {
  assessmentCancelled,
  assessmentDeclined,
  assessmentHandedOver,
  assessmentSubmitted,
} from '@countersign/assessments';
import { Audit } from '@countersign/audit';
import { type Change, type Consequence, Database, textList } from '@countersign/platform';
import { PassingOnMail } from './passing-on-mail';

interface Ended {
  readonly assessmentId: string;
  readonly toName: string;
  readonly toEmail: string;
}

/** A wish to pass a questionnaire on ends with its ground: it is no longer open, or asked of somebody else or elsewhere. */
@Injectable()
export class PassingOnFollows implements Consequence {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly mail: PassingOnMail,
  ) {}

  async follow(changes: readonly Change[]): Promise<void> {
    const moved = [
      assessmentSubmitted,
      assessmentDeclined,
      assessmentCancelled,
      assessmentHandedOver,
    ].flatMap((kind) => kind.among(changes).map(({ assessmentId }) => assessmentId));
    if (moved.length === 0) return;
    for (const { assessmentId, toName: name, toEmail: email } of await this.end(moved)) {
      await this.audit.record({
        what: 'assessment.passing-on-over',
        object: { kind: 'assessment', id: assessmentId },
        before: { name, email },
      });
      await this.mail.askNoMore(assessmentId);
    }
  }

  private end(assessmentIds: readonly string[]): Promise<Ended[]> {
    return this.database.query<Ended>(
      `
      update app.passing_on p set state = 'over', decided_at = app.now()
      from app.assessment a, app.invitation i
      where p.organisation_id = :organisationId and p.assessment_id = any(:assessmentIds::uuid[])
        and p.state = 'waiting'
        and a.organisation_id = p.organisation_id and a.id = p.assessment_id
        and i.organisation_id = p.organisation_id and i.id = p.invitation_id
        and (a.state not in (${textList(ANSWERABLE_STATES)}) or i.contact_id <> a.contact_id
          or i.links_since > p.asked_at)
      returning p.assessment_id, p.to_name, p.to_email`,
      { assessmentIds },
    );
  }
}
