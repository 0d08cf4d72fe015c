import { Pipe, type PipeTransform } from '@angular/core';
import type { Instant, IsoDate } from '@countersign/api-types';
import { formatDate, formatDay, formatInstant } from '../language/formats';

export function todayHere(): IsoDate {
  return dayHere(new Date());
}

function dayHere(at: Date): IsoDate {
  return `${at.getFullYear()}-${twoDigits(at.getMonth() + 1)}-${twoDigits(at.getDate())}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

@Pipe({ name: 'day' })
export class DayPipe implements PipeTransform {
  transform(date: IsoDate | null): string {
    return date === null ? '–' : formatDay(date);
  }
}

@Pipe({ name: 'date' })
export class DatePipe implements PipeTransform {
  transform(date: IsoDate | null): string {
    return date === null ? '–' : formatDate(date);
  }
}

@Pipe({ name: 'instant' })
export class InstantPipe implements PipeTransform {
  transform(instant: Instant | null): string {
    return instant === null ? '–' : formatInstant(instant);
  }
}
