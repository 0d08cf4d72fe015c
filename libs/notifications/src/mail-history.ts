import { Injectable } from '@nestjs/common';
import { mailTemplates } from '@countersign/content';
import { textIn } from '@countersign/domain';
import { Database } from '@countersign/platform';
import { isMailKind } from './kinds';
import type { MailLine, MailState } from './mail-line';
import { milestoneRungsSql, rungMailsSql } from './rung-recipients';

interface HistoryRow {
  readonly id: string;
  readonly subject: string | null;
  readonly kind: string;
  readonly recipient: string;
  readonly ladder: string | null;
  readonly rung: number | null;
  readonly state: MailState;
  readonly dueAt: string;
  readonly sentAt: string | null;
  readonly reason: string | null;
}

export interface MailCounts {
  readonly planned: number;
  readonly failed: number;
  readonly suppressed: number;
}

/** What was, is and will be mailed. Mails that are due later are read from their milestones, not from the ledger. */
@Injectable()
export class MailHistory {
  constructor(private readonly database: Database) {}

  /** Of assessments and contracts alone: whoever reads vendors learns nothing of accounts from the mail about them. */
  async of(objectIds: readonly string[]): Promise<MailLine[]> {
    const rows = await this.database.query<HistoryRow>(
      `
      with ${milestoneRungsSql},
      rung as materialized (
        select r.* from milestone_rung r where r.object_id = any (:objectIds) and r.due_at > app.now()),
      ${rungMailsSql}
      select n.id, n.subject, n.kind, n.recipient, n.ladder, n.rung,
        case
          when n.state = 'pending' and n.due_at > app.now() then 'planned'
          when n.state = 'sent' and n.in_doubt then 'in-doubt'
          else n.state
        end as state,
        n.due_at, n.sent_at, n.reason
      from app.notification n
      where n.organisation_id = :organisationId and n.object_id = any (:objectIds)
        and n.object_kind in ('assessment', 'contract')
      union all
      select md5(l.occasion || l.address)::uuid, null, l.kind, l.address, l.ladder, l.offset_days, 'planned',
        l.due_at, null, null
      from ladder_mail l
      order by due_at desc, recipient, id`,
      { organisationId: this.database.organisationId, objectIds: [...objectIds] },
    );
    return rows.map(lineOf);
  }

  /** Of the whole organisation: what the dashboard says about mail. */
  async counts(): Promise<MailCounts> {
    return this.database.one<MailCounts>(
      `
      with ${milestoneRungsSql}
      select
        (select count(*) from milestone_rung r where r.due_at > app.now())
          + count(*) filter (where n.state = 'pending') as planned,
        count(*) filter (where n.state = 'failed') as failed,
        count(*) filter (where n.state = 'suppressed') as suppressed
      from app.notification n
      where n.organisation_id = :organisationId`,
      { organisationId: this.database.organisationId },
    );
  }
}

function lineOf(row: HistoryRow): MailLine {
  const { id, recipient, state, dueAt, sentAt, reason } = row;
  return {
    id,
    subject: row.subject ?? (isMailKind(row.kind) ? textIn(mailTemplates[row.kind].title) : row.kind),
    recipient,
    ladder: row.ladder ?? 'message',
    rung: row.rung === null ? 'at once' : rungInWords(row.rung),
    state,
    dueAt,
    sentAt,
    reason,
  };
}

function rungInWords(offsetDays: number): string {
  if (offsetDays === 0) return 'on the day';
  const days = Math.abs(offsetDays) === 1 ? '1 day' : `${Math.abs(offsetDays)} days`;
  return offsetDays < 0 ? `${days} before` : `${days} after`;
}
