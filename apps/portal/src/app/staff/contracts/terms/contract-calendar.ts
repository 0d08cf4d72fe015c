import { computed, inject, type Signal } from '@angular/core';
import type { BusinessCalendar } from '@countersign/domain';
import { ContractsClient } from '../contracts-client';

/** The organisation's days off, which come with every form about a contract's time; null until they are there. */
export function contractCalendar(): Signal<BusinessCalendar | null> {
  const holidays = inject(ContractsClient).holidays();
  return computed(() => (holidays.hasValue() ? { holidays: new Set(holidays.value().days) } : null));
}
