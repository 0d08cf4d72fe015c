import { Logger } from '@nestjs/common';
import type { Config } from '../config/config';
import { locationInWords } from '../config/files-location';
import { build, buildInWords } from '../version/build';

/** The one line of a start: which program and version, and what it works on. No name or password of an address is said. */
export function announceStart(program: 'api' | 'worker', config: Config, does: string): void {
  const { host, pathname } = new URL(config.databaseUrl);
  const redis = new URL(config.redisUrl).host;
  new Logger('Start').log(
    `Countersign ${buildInWords(build)}, ${program}: ${does}; for ${config.publicUrl}, database ${host}${pathname}, Redis ${redis}, files ${locationInWords(config.files)}.`,
  );
}
