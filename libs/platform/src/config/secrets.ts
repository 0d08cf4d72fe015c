import { readFileSync } from 'node:fs';
import { codeOf } from './system-code';
import { ConfigurationError } from './configuration-error';

type Environment = Readonly<Record<string, string | undefined>>;

/** What the environment gives, and the variable that a sentence about it has to name. */
export interface Secret {
  readonly variable: string;
  readonly text: string;
}

/**
 * A secret stands in the variable itself or, so that neither a listing of processes nor `docker inspect` shows it, in
 * the file that the variable with `_FILE` behind its name tells the path of. One line, except where several are meant.
 */
export function secretFrom(
  environment: Environment,
  variable: string,
  { lines = 'one' }: { lines?: 'one' | 'several' } = {},
): Secret | null {
  const text = environment[variable]?.trim() || null;
  const fileVariable = `${variable}_FILE`;
  const file = environment[fileVariable]?.trim() || null;
  if (file === null) return text === null ? null : { variable, text };
  if (text !== null) {
    throw new ConfigurationError(
      variable,
      `is given twice: ${fileVariable} is set too. Keep one of the two.`,
    );
  }
  const content = contentOf(fileVariable, file);
  if (lines === 'one' && /[\r\n]/.test(content)) {
    throw new ConfigurationError(
      fileVariable,
      'names a file of several lines: it must hold the value alone.',
    );
  }
  return { variable: fileVariable, text: content };
}

export function requiredSecretFrom(environment: Environment, variable: string, remedy: string): Secret {
  const secret = secretFrom(environment, variable);
  if (secret === null) throw new ConfigurationError(variable, `is not set: it ${remedy}`);
  return secret;
}

/** The path is not repeated: who mistakes the one variable for the other puts the secret there. */
function contentOf(variable: string, file: string): string {
  const content = readOrSayWhy(variable, file).trim();
  if (content === '') throw new ConfigurationError(variable, 'names a file that is empty.');
  return content;
}

function readOrSayWhy(variable: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const reason = reasons[codeOf(error)] ?? codeOf(error);
    throw new ConfigurationError(variable, `names a file that cannot be read: ${reason}.`);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  ENOTDIR: 'it does not exist',
  EISDIR: 'it is a folder',
  EACCES: 'the user that this program runs as may not',
  EPERM: 'the user that this program runs as may not',
};
