import { type Said } from '@countersign/domain';
import { Injectable } from '@nestjs/common';
import { Database, inWords, say, type Words, keptInWords } from '@countersign/platform';
import type { MailLine, MailState } from './mail-line';
import { MailSubjects } from './mail-subjects';
import { comingRungsSql, rungMailsSql } from './rung-mails';

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
  readonly reason: Said | null;
}

export interface MailCounts {
  readonly planned: number;
  readonly failed: number;
  readonly suppressed: number;
}

/** What was, is and will be mailed. Mails that are due later are read from their milestones, not from the ledger. */
@Injectable()
export class MailHistory {
  constructor(
    private readonly database: Database,
    private readonly subjects: MailSubjects,
  ) {}

  /** Of subjects that say so alone: whoever reads vendors learns nothing of accounts from the mail about them. */
  async of(objectIds: readonly string[]): Promise<MailLine[]> {
    const shown = this.subjects.all.filter((subject) => subject.shownToReadersOfVendors);
    const rows = await this.database.query<HistoryRow>(
      `
      with ${comingRungsSql},
      rung as materialized (
        select r.* from milestone_rung r 
        where r.object_id = any (:objectIds) and r.object_kind = any (:shown)),
      ${rungMailsSql(this.subjects)}
      select n.id, n.subject, n.kind, n.recipient, n.ladder, n.rung,
        case
          when n.state = 'pending' and n.due_at > app.now() then 'planned'
          when n.state = 'sent' and n.in_doubt then 'in-doubt'
          else n.state
        end as state,
        n.due_at, n.sent_at, n.reason
      from app.notification n
      where n.organisation_id = :organisationId and n.object_id = any (:objectIds)
        and n.object_kind = any (:shown)
      union all
      select md5(l.occasion || l.address)::uuid, null, l.kind, l.address, l.ladder, l.offset_days, 'planned',
        l.due_at, null, null
      from ladder_mail l
      order by due_at desc, recipient, id`,
      {
        organisationId: this.database.organisationId,
        objectIds: [...objectIds],
        shown: shown.map(({ objectKind }) => objectKind),
        unreachable: null,
      },
    );
    return rows.map((row) => this.lineOf(row));
  }

  /** Of the whole organisation: what the dashboard says about mail. */
  async counts(): Promise<MailCounts> {
    return this.database.one<MailCounts>(
      `
      with ${comingRungsSql}
      select
        (select count(*) from milestone_rung)
          + count(*) filter (where n.state = 'pending') as planned,
        count(*) filter (where n.state = 'failed') as failed,
        count(*) filter (where n.state = 'suppressed') as suppressed
      from app.notification n
      where n.organisation_id = :organisationId`,
      { organisationId: this.database.organisationId },
    );
  }

  private lineOf(row: HistoryRow): MailLine {
    const { id, recipient, state, dueAt, sentAt, reason } = row;
    const rule = this.subjects.ruleOf(row.kind);
    return {
      id,
      subject: row.subject ?? (rule === null ? row.kind : inWords(say(rule.template.title))),
      recipient,
      ladder: row.ladder ?? 'message',
      rung: inWords(row.rung === null ? say('rung.at-once') : rungOf(row.rung)),
      state,
      dueAt,
      sentAt,
      reason: reason === null ? null : keptInWords(reason),
    };
  }
}

function rungOf(offsetDays: number): Words {
  if (offsetDays === 0) return say('rung.on-the-day');
  const days = Math.abs(offsetDays);
  return offsetDays < 0 ? say('rung.before', { days }) : say('rung.after', { days });
}
