import type { MigrationInterface, QueryRunner } from 'typeorm';
import { holdMachineWords, holdMachineWordsNoMore } from './retention/machine-columns';

/**
 * What members have settled of a scope reaches the one who answers: it opens and closes questions. Only kind, fact and
 * values are copied into the assessment; the reason and who gave it stay with the members.
 *
 * Taking an answer into the intake is a permission of its own: whoever could do it by a token goes on to.
 */
export class SettledScope1764100000059 implements MigrationInterface {
  name = 'SettledScope1764100000059';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.assessment add column settlements jsonb not null default '[]';
    `);
    await runner.query(`
      call app.for_each_organisation($each$
        update app.assessment a set settlements = s.settled
        from (
          select c.organisation_id, c.assessment_id,
            jsonb_agg(jsonb_build_object('kind', c.kind, 'fact', c.fact, 'values', c."values") order by c.at, c.id)
              as settled
          from app.scope_settlement c group by c.organisation_id, c.assessment_id) s
        where s.organisation_id = a.organisation_id and s.assessment_id = a.id
      $each$);
    `);
    await runner.query(`
      call app.for_each_organisation($each$
        update app.api_token t set scopes = t.scopes || 'scope.adopt'::text where 'vendor.write' = any (t.scopes)
      $each$);
    `);
    await runner.query(holdMachineWords(MACHINE_COLUMNS));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(holdMachineWordsNoMore(MACHINE_COLUMNS));
    await runner.query(`
      call app.for_each_organisation($each$
        update app.api_token t set scopes = array_remove(t.scopes, 'scope.adopt')
      $each$);
      alter table app.assessment drop column settlements;
    `);
  }
}

/** No erasure searches it for a name: kinds, facts and their values. */
const MACHINE_COLUMNS = ['assessment.settlements'];
