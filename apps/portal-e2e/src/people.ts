import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The members of the demonstration whom the journeys need, by what they do. */
const NAMES = {
  admin: 'Dana Whitfield',
  procurement: 'Tom Okafor',
  reviewer: 'Elena Marsh',
  risk: 'Priya Raman',
  auditor: 'Samuel Brandt',
} as const;

export type Part = keyof typeof NAMES;

export interface Person {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** Reads the sign-ins that the demonstration wrote when it was filled. */
export function person(part: Part): Person {
  const name = NAMES[part];
  const file = path.join(setting('COUNTERSIGN_DATA'), 'sign-ins.txt');
  const line = readFileSync(file, 'utf8')
    .split('\n')
    .find((candidate) => candidate.includes(`(${name},`));
  const [email, password] = line?.trim().split(/\s{2,}/) ?? [];
  if (email === undefined || password === undefined) throw new Error(`${name} has no sign-in in ${file}.`);
  return { name, email, password };
}

export function setting(name: 'COUNTERSIGN_DATA' | 'INBOX_URL' | 'PUBLIC_URL'): string {
  const value = process.env[name];
  if (value === undefined || value === '')
    throw new Error(`${name} is not set: the product was not started.`);
  return value;
}
