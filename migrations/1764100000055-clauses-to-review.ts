import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A clause that nobody has marked was missing; from now on it is not reviewed, which is work and no finding. Contracts
 * that were recorded before keep their findings: there, not marked goes on to count as missing.
 *
 * What CL-40 said of three laws stands in three clauses from library 1.1.0 on: what somebody found about it, they found
 * about each part.
 */
export class ClausesToReview1764100000055 implements MigrationInterface {
  name = 'ClausesToReview1764100000055';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.contract
        add column clauses_to_review integer not null default 0,
        add column review_due_on date,
        add column unmarked_are_missing boolean not null default true,
        add constraint contract_review_check check ((clauses_to_review > 0) = (review_due_on is not null));
      alter table app.contract alter column unmarked_are_missing set default false;

      alter table app.standing add column clauses_to_review integer not null default 0;
    `);
    await runner.query(`
      call app.for_each_organisation($each$
        insert into app.clause_finding
          (organisation_id, contract_id, clause, status, quote, page, exception_until, exception_reason, by_member_id,
           by_name, at)
        select f.organisation_id, f.contract_id, part.clause, f.status, f.quote, f.page, f.exception_until,
          f.exception_reason, f.by_member_id, f.by_name, f.at
        from app.clause_finding f
        cross join (values ('CL-41'), ('CL-42')) as part (clause)
        where f.clause = 'CL-40'
        on conflict (organisation_id, contract_id, clause) do nothing
      $each$);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      call app.for_each_organisation($each$
        delete from app.clause_finding f where f.clause in ('CL-41', 'CL-42')
      $each$);
    `);
    await runner.query(`
      alter table app.standing drop column clauses_to_review;
      alter table app.contract
        drop column clauses_to_review, drop column review_due_on, drop column unmarked_are_missing;
    `);
  }
}
