import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Config, FileStore, invalid, say } from '@countersign/platform';
import { contentOf } from './content/content-of';
import { cleanFileName } from './content/file-name';
import { judgeFile, type Judgement, type UnopenedReason } from './file-kinds';

/** A file on its way in. */
export interface BroughtFile {
  readonly name: string;
  readonly body: Readable;
}

/** A file whose bytes are kept, and fit its name. */
export interface TakenFile {
  readonly name: string;
  readonly size: number;
  readonly mediaType: string;
  readonly unopened: UnopenedReason | null;
  readonly sha256: string;
  readonly storageKey: string;
}

/** Takes files in: the bytes first, then what `keep` writes. Nothing stays of a file that is refused or not written. */
@Injectable()
export class FileIntake {
  constructor(
    private readonly files: FileStore,
    private readonly config: Config,
  ) {}

  /**
   * Outside any transaction: none is open while the bytes arrive.
   *
   * @throws 413 `too-large`, 422 where it is empty or holds what its name does not say, 503, 507
   */
  async take<T>({ name, body }: BroughtFile, keep: (file: TakenFile) => Promise<T>): Promise<T> {
    const cleanName = cleanFileName(name);
    // A body that is refused half-way must not take the connection with it: the refusal goes out on it.
    const bytes = Readable.from(body.iterator({ destroyOnReturn: false }));
    const stored = await this.files.put(bytes, { maximumBytes: this.config.maximumFileBytes });
    try {
      if (stored.size === 0)
        throw invalid([{ field: 'file', message: say('file-intake.this-file-is-empty') }]);
      const { mediaType, unopened } = await this.judge(cleanName, stored.key);
      const { size, sha256, key: storageKey } = stored;
      return await keep({ name: cleanName, size, mediaType, unopened, sha256, storageKey });
    } catch (error) {
      await this.files.remove(stored.key);
      throw error;
    }
  }

  private async judge(name: string, key: string): Promise<Extract<Judgement, { kind: 'fits' }>> {
    const judgement = judgeFile(name, await this.files.inspect(key, contentOf));
    if (judgement.kind === 'fits') return judgement;
    throw invalid([{ field: 'file', message: judgement.why }]);
  }
}

/** The name of a file as a header brings it: percent-encoded, since headers hold ASCII only. */
export function fileNameOf(header: string | undefined): string {
  if (header === undefined) throw invalid([{ field: 'name', message: say('file-intake.name-the-file') }]);
  try {
    return decodeURIComponent(header);
  } catch {
    throw invalid([{ field: 'name', message: say('file-intake.the-name-of-the') }]);
  }
}

/** As a header of a download: RFC 8187 forbids four characters more than `encodeURIComponent` escapes. */
export function attachmentNamed(name: string): string {
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename*=UTF-8''${encoded}`;
}
