import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Some files are kept and handed out, and never opened: whoever looks at one is told why. Files from before are told
 * by their last extension; an ending that no table held was taken under a name that nobody compared with its content.
 */
export class UnopenedEvidence1764100000023 implements MigrationInterface {
  name = 'UnopenedEvidence1764100000023';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.evidence add column unopened text constraint evidence_unopened_check
        check (unopened in ('macros', 'mail', 'archive', 'signed', 'password', 'markup', 'unlisted'));
      call app.for_each_organisation($each$
        update app.evidence v
        set unopened = case
          when v.name ~* '\\.(docm|xlsm|pptm|doc|xls|ppt)$' then 'macros'
          when v.name ~* '\\.(eml|msg)$' then 'mail'
          when v.name ~* '\\.zip$' then 'archive'
          when v.name ~* '\\.(p7m|p7s)$' then 'signed'
          else 'unlisted' end
        where v.name !~* '\\.(pdf|docx|xlsx|pptx|odt|ods|odp|png|jpe?g|gif|heic|webp|tiff?|txt|csv|tsv|md|json|sarif|ya?ml|log)$'
      $each$);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table app.evidence drop column unopened');
  }
}
