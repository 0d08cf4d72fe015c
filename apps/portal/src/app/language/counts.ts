import { message } from './message';

/** "1 file", "12 files". */
export const files = (n: number): string =>
  message($localize`:@@counts.files:{n, plural, one {# file} other {# files}}`, { n });

export const questions = (n: number): string =>
  message($localize`:@@counts.questions:{n, plural, one {# question} other {# questions}}`, { n });

export const years = (n: number): string =>
  message($localize`:@@counts.years:{n, plural, one {# year} other {# years}}`, { n });

export const months = (n: number): string =>
  message($localize`:@@counts.months:{n, plural, one {# month} other {# months}}`, { n });

export const days = (n: number): string =>
  message($localize`:@@counts.days:{n, plural, one {# day} other {# days}}`, { n });

export const points = (n: number): string =>
  message($localize`:@@counts.points:{n, plural, one {# point} other {# points}}`, { n });
