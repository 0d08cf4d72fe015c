import { number } from '../../language/formats';
import { message } from '../../language/message';

/** "850 kB", "2.4 MB", "1.1 GB": decimal units, as file managers show them. */
export function fileSize(bytes: number): string {
  if (bytes < 1_000)
    return message($localize`:@@file-size.bytes:{n, plural, one {# byte} other {# bytes}}`, { n: bytes });
  if (bytes < 1_000_000) return $localize`:@@file-size.kb:${number(Math.round(bytes / 1_000))}:number: kB`;
  const megabytes = bytes / 1_000_000;
  if (megabytes >= 1_000)
    return $localize`:@@file-size.gb:${number(megabytes / 1_000, { maximumFractionDigits: 1 })}:number: GB`;
  return $localize`:@@file-size.mb:${number(megabytes, { maximumFractionDigits: megabytes < 10 ? 1 : 0 })}:number: MB`;
}
