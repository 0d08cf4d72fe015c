import type { MigrationInterface, QueryRunner } from 'typeorm';
import { codeOf, sentenceOf } from './former-sentences/functions';
import { jobWords, mailReasons } from './former-sentences/mail-and-jobs';
import { textTable } from './former-sentences/texts';

/**
 * Why a mail did not go, what a job has done and what ended it stand in rows as codes with parameters. What a mail server
 * replied is kept as it was written, and so is any sentence that is not known.
 */
export class ReasonsOfMailAndJobs1764100000046 implements MigrationInterface {
  name = 'ReasonsOfMailAndJobs1764100000046';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(codeOf);
    await runner.query(`
      alter table app.notification alter column reason type jsonb
        using case when reason is not null then app.code_of(reason, ${textTable(mailReasons)}) end;
      alter table app.data_job
        alter column problem type jsonb
          using case when problem is not null then app.code_of(problem, ${textTable(jobWords)}) end,
        alter column result type jsonb
          using case when result is not null then app.code_of(result, ${textTable(jobWords)}) end;
      drop function app.code_of;
    `);
    for (const [code, text] of ENDED_BY_FUNCTIONS) await runner.query(exchange(quoted(text), asCode(code)));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [code, text] of ENDED_BY_FUNCTIONS) await runner.query(exchange(asCode(code), quoted(text)));
    await runner.query(sentenceOf(textTable([...mailReasons, ...jobWords])));
    await runner.query(`
      alter table app.notification alter column reason type text
        using case when reason is not null then app.sentence_of(reason) end;
      alter table app.data_job
        alter column problem type text using case when problem is not null then app.sentence_of(problem) end,
        alter column result type text using case when result is not null then app.sentence_of(result) end;
      drop function app.sentence_of;
    `);
  }
}

/** An erasure and a deletion end what has not gone yet. */
const ENDED_BY_FUNCTIONS = [
  ['mail-reason.recipient-erased', 'The recipient has been erased.'],
  ['mail-reason.organisation-deleted', 'The organisation is being deleted.'],
] as const;

const quoted = (text: string): string => `reason = '${text}'`;
const asCode = (code: string): string => `reason = '{"code": "${code}", "parameters": {}}'::jsonb`;

const exchange = (before: string, after: string): string => `
  do $do$
  declare known text;
  begin
    select pg_get_functiondef(f.oid) into strict known from pg_proc f
    where f.pronamespace = 'lookup'::regnamespace and position($old$${before}$old$ in f.prosrc) > 0;
    set local role cs_erasure;
    execute replace(known, $old$${before}$old$, $new$${after}$new$);
    reset role;
  end $do$`;
