import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An engagement that was rejected and is not in use counts as open no longer, and one whose use nobody has stated has
 * that as its next step: their standings are counted again by the next round, as on any day that moves them.
 *
 * Clauses that nobody has reviewed are reminded of. Those that wait already get their reminders too: of what is due by
 * now the latest alone.
 */
export class OpenAndOwnedWork1764100000062 implements MigrationInterface {
  name = 'OpenAndOwnedWork1764100000062';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      call app.for_each_organisation($each$
        update app.standing s set changes_on = least(s.changes_on, current_date - 1)
        from app.engagement e
        where e.organisation_id = s.organisation_id and e.id = s.engagement_id and e.state = 'open'
          and (e.use_state = 'not-stated'
            or (s.approval_state = 'rejected' and e.use_state in ('not-yet', 'ended')))
      $each$);
    `);
    await runner.query(`
      call app.for_each_organisation($each$
        insert into app.milestone
          (organisation_id, object_kind, object_id, ladder, target_date, starts_on, schedule_version)
        select c.organisation_id, 'contract', c.id, 'contract-clauses', c.review_due_on, c.review_due_on - 15, (
          select coalesce(max(m.schedule_version), 0) + 1 from app.milestone m
          where m.object_id = c.id and m.ladder = 'contract-clauses')
        from app.contract c
        where c.clauses_to_review > 0
      $each$);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      call app.for_each_organisation($each$
        delete from app.milestone_rung r
        using app.milestone m
        where m.organisation_id = r.organisation_id and m.id = r.milestone_id and m.ladder = 'contract-clauses';
        update app.milestone m set closed_at = app.now()
        where m.ladder = 'contract-clauses' and m.closed_at is null;
        update app.notification n
        set state = 'superseded', reason = '{"code": "mail-reason.date-no-longer-holds", "parameters": {}}'
        where n.kind in ('contract-clauses-due', 'contract-clauses-overdue') and n.state = 'pending'
      $each$);
    `);
  }
}
