import type { TimeToAnswer } from '@countersign/api-types';
import { message } from '../../language/message';

/** What the server reckons, in the words that the mail has for it. */
export function aboutHowLong({ least, most }: Pick<TimeToAnswer, 'least' | 'most'>): string {
  if (most <= 60)
    return least === most
      ? $localize`:@@about-how-long.about-minutes:about ${most}:max: minutes`
      : $localize`:@@about-how-long.minutes:${least}:min: to ${most}:max: minutes`;
  const [from, to] = [least / 60, most / 60];
  return from === to
    ? message(
        $localize`:@@about-how-long.hours:about {from, plural, one {one hour} other {{from, number} hours}}`,
        { from },
      )
    : message($localize`:@@about-how-long.hours-to:{from, number} to {to, number} hours`, { from, to });
}
