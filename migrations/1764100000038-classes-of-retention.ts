import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each feature contributes the kinds of data that it keeps: the table no longer lists which there are. */
export class ClassesOfRetention1764100000038 implements MigrationInterface {
  name = 'ClassesOfRetention1764100000038';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.retention_policy
        drop constraint retention_policy_class_check,
        add constraint retention_policy_class_check check (class <> all (array['']));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.retention_policy
        drop constraint retention_policy_class_check,
        add constraint retention_policy_class_check check (class in ('answers', 'evidence', 'audit', 'mail', 'incidents'));
    `);
  }
}
