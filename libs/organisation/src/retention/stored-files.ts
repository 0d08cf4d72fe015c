import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { Injectable } from '@nestjs/common';
import { Database, FileStore, MissingFile } from '@countersign/platform';
import type { NamedPerson } from './named-person';

export interface StoredKey {
  readonly key: string;
  readonly table: string;
}

/** The files of the current organisation, in whatever table they are named: a new one is found at once. */
@Injectable()
export class StoredFiles {
  constructor(
    private readonly database: Database,
    private readonly files: FileStore,
  ) {}

  /** Within a transaction. */
  async keys(): Promise<StoredKey[]> {
    const found: StoredKey[] = [];
    for (const name of await this.tables()) {
      // The name comes from the catalogue, so it is one of our own tables.
      const rows = await this.database.query<{ key: string }>(
        `select t.storage_key as key from app."${name}" t where t.storage_key is not null order by 1`,
      );
      found.push(...rows.map(({ key }) => ({ key, table: name })));
    }
    return found;
  }

  /** Null when the bytes are gone: a row without them must not stop an erasure or an export for ever. */
  async open(key: string): Promise<Readable | null> {
    try {
      return await this.files.open(key);
    } catch (error) {
      if (error instanceof MissingFile) return null;
      throw error;
    }
  }

  /** Outside any transaction: whether the bytes, read as text, name this person. Bytes that are gone name nobody. */
  async names(key: string, person: NamedPerson): Promise<boolean> {
    const stream = await this.open(key);
    return stream !== null && (await namesPerson(stream, person));
  }

  /** Within a transaction: which of these keys a row of the current organisation names, or a job has yet to remove. */
  async known(keys: readonly string[]): Promise<string[]> {
    const found: string[] = [];
    for (const name of await this.tables()) {
      const rows = await this.database.query<{ key: string }>(
        `select t.storage_key as key from app."${name}" t where t.storage_key = any (:keys)`,
        { keys },
      );
      found.push(...rows.map(({ key }) => key));
    }
    const removing = await this.database.query<{ key: string }>(
      `select k.key from app.data_job j, unnest(j.removing) k (key)
       where j.organisation_id = :organisationId and k.key = any (:keys)`,
      { keys },
    );
    return [...found, ...removing.map(({ key }) => key)];
  }

  async remove(key: string): Promise<void> {
    await this.files.remove(key);
  }

  private async tables(): Promise<string[]> {
    const tables = await this.database.query<{ name: string }>(`
      select c.relname as name
      from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'storage_key' and not a.attisdropped
      where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p')
      order by 1`);
    return tables.map(({ name }) => name);
  }
}

/** Reads a stream as UTF-8 in constant memory; what a format compresses cannot be seen. */
export async function namesPerson(stream: Readable, person: NamedPerson): Promise<boolean> {
  const wanted = [...person.inTexts, ...person.addresses, ...person.runTogether];
  if (wanted.length === 0) {
    stream.destroy();
    return false;
  }
  const pattern = new RegExp(
    [
      ...asWords([...person.inTexts, ...person.addresses], '[\\p{L}\\p{N}]'),
      ...asWords(person.runTogether, '\\p{L}'),
    ].join('|'),
    'iu',
  );
  const overlap = Math.max(...wanted.map(({ length }) => length)) + 32;
  const decoder = new StringDecoder('utf8');
  let text = '';
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    text = text.slice(-overlap) + decoder.write(chunk);
    const match = pattern.exec(text);
    // Where the name ends with what has been read, the next letter decides.
    if (match !== null && match.index + match[0].length < text.length) return true;
  }
  return pattern.test(text.slice(-overlap) + decoder.end());
}

/** Each where none of these letters stands before or after it; nothing where there is none. */
function asWords(texts: readonly string[], letter: string): string[] {
  return texts.length === 0 ? [] : [`(?<!${letter})(?:${texts.map(escaped).join('|')})(?!${letter})`];
}

function escaped(text: string): string {
  return text
    .split(/\s+/)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
    .join('[\\s_.,+-]+');
}
