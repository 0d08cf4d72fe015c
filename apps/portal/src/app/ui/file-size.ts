import { number } from '../language/formats';
import { message } from '../language/message';

const KILOBYTE = 1_000;

/** "640 bytes", "12 kB", "3.4 MB". */
export function fileSize(bytes: number): string {
  if (bytes < KILOBYTE) {
    return message($localize`:@@file-size.bytes:{n, plural, one {# byte} other {# bytes}}`, { n: bytes });
  }
  const kilobytes = bytes / KILOBYTE;
  return kilobytes < KILOBYTE
    ? $localize`:@@file-size.kb:${number(Math.round(kilobytes))}:number: kB`
    : $localize`:@@file-size.mb:${number(kilobytes / KILOBYTE, { minimumFractionDigits: 1, maximumFractionDigits: 1 })}:number: MB`;
}
