import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A wish to pass on ends with its ground from now on; those whose ground is gone already end here. */
export class PassingOnOver1764100000106 implements MigrationInterface {
  name = 'PassingOnOver1764100000106';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      call app.for_each_organisation($each$
        update app.passing_on p set state = 'over', decided_at = app.now()
        from app.assessment a, app.invitation i
        where p.state = 'waiting'
          and a.organisation_id = p.organisation_id and a.id = p.assessment_id
          and i.organisation_id = p.organisation_id and i.id = p.invitation_id
          and (a.state not in ('sent', 'opened', 'answering', 'returned') or i.contact_id <> a.contact_id
            or i.links_since > p.asked_at)
      $each$);
    `);
  }

  async down(): Promise<void> {
    // what is over stays over
  }
}
