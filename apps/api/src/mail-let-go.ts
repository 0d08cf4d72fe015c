import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import { migrations } from '@countersign/migrations';
import { LettingGo, MailLeavesError, type DueMail, type DueOfOrganisation } from '@countersign/notifications';
import { configFrom, migrationNames, refuseUnfitDatabase, type Config } from '@countersign/platform';
import { ServerModule, startOrSayWhy } from '@countersign/server';

const usage = [
  'Say: mail:let-go, which changes nothing, or',
  '  mail:let-go -- --due-before 2026-11-26T09:30:00Z --reason "<why, 10 to 500 characters>" [--kinds <kind>,<kind>]',
].join('\n');
const text = { type: 'string' } as const;
const options = { 'due-before': text, reason: text, kinds: text };

class UsageError extends Error {}

type Wanted = Parameters<LettingGo['letGo']>[0];

/** Says what mail is due, or lets go what was due before a moment: after a restore, before mail is switched on again. */
async function main(args: string[]): Promise<void> {
  const wanted = wantedFrom(args);
  const config = configFrom({ ...process.env, LOG_LEVEL: 'error' });
  await refuseUnfitDatabase(config.databaseUrl, migrationNames(migrations));
  const lines = await tellOrLetGo(config, wanted);
  process.stdout.write(`${lines.join('\n')}\n`);
}

async function tellOrLetGo(config: Config, wanted: Wanted | null): Promise<string[]> {
  const app = await NestFactory.createApplicationContext(ServerModule.with(config), { logger: ['error'] });
  try {
    const letting = app.get(LettingGo, { strict: false });
    if (wanted !== null) return letGoInWords(await letting.letGo(wanted));
    return dueInWords(await letting.survey());
  } finally {
    await app.close();
  }
}

function dueInWords(found: readonly DueOfOrganisation[]): string[] {
  const lines = found.flatMap((organisation) => linesOf(organisation, 'would leave at once if mail were on'));
  if (lines.length === 0) return ['No mail is due.'];
  return [...lines, ...linkNote(found), '', 'Nothing was changed.', usage];
}

function letGoInWords(found: readonly DueOfOrganisation[]): string[] {
  const lines = found.flatMap((organisation) => linesOf(organisation, 'let go'));
  if (lines.length === 0) return ['No such mail is due: nothing was changed.'];
  return [...lines, ...linkNote(found), '', 'The mail histories and the trail say so, with your reason.'];
}

function linesOf({ name, slug, mails }: DueOfOrganisation, what: string): string[] {
  if (mails.length === 0) return [];
  const sum = mails.reduce((total, { count }) => total + count, 0);
  return [`${name} (${slug}): ${sum} ${sum === 1 ? 'mail' : 'mails'} ${what}`, ...mails.map(lineOf)];
}

function lineOf({ kind, count, oldestDueAt, latestDueAt, carriesLink }: DueMail): string {
  const due = oldestDueAt === latestDueAt ? oldestDueAt : `${oldestDueAt} … ${latestDueAt}`;
  return `  ${String(count).padStart(5)}  ${kind}${carriesLink ? ' *' : ''}, due ${due}`;
}

function linkNote(found: readonly DueOfOrganisation[]): string[] {
  if (!found.some(({ mails }) => mails.some(({ carriesLink }) => carriesLink))) return [];
  return [
    '',
    '* has a link of its own. A link that another machine mailed after the backup does not open here: send such a mail again, or leave its kind out with --kinds.',
  ];
}

function wantedFrom(args: string[]): Wanted | null {
  const { 'due-before': dueBefore, reason, kinds } = parse(args);
  if (dueBefore === undefined && reason === undefined && kinds === undefined) return null;
  const said = reason?.trim() ?? '';
  if (dueBefore === undefined || said.length < 10 || said.length > 500) throw new UsageError(usage);
  const list = kinds?.split(',').map((kind) => kind.trim()) ?? null;
  return { dueBefore: momentFrom(dueBefore), kinds: list, reason: said };
}

/** With its zone: a moment that is read an hour off lets go what should leave, or the other way round. */
function momentFrom(said: string): string {
  const moment = new Date(said);
  if (!/T.*(Z|[+-]\d\d:\d\d)$/.test(said) || Number.isNaN(moment.getTime())) {
    throw new UsageError(
      `${said} is no moment with its zone. Write it like 2026-11-26T09:30:00Z or 2026-11-26T04:30:00-05:00.`,
    );
  }
  return moment.toISOString();
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options, strict: true }).values;
  } catch {
    throw new UsageError(usage);
  }
}

startOrSayWhy(() => main(process.argv.slice(2)), [UsageError, MailLeavesError]);
