import { Component, computed, input } from '@angular/core';
import type { Term } from '@countersign/domain';
import { DayPipe } from '../../../ui/dates';

type Side = Pick<Term, 'firstDay' | 'lastDay' | 'lastNoticeDay' | 'lastSendDay'>;

interface Line {
  readonly number: number;
  readonly before: Side | null;
  readonly after: Side | null;
  readonly changed: boolean;
}

const TERMS_SHOWN = 8;

/** The terms before and after a change, side by side: what moves is marked. */
@Component({
  selector: 'cs-schedules-compared',
  imports: [DayPipe],
  template: `
    <h2 i18n="@@schedules-compared.before-and-after">Terms before and after</h2>
    @if (after() === null) {
      <p i18n="@@schedules-compared.once-it-is-complete" class="cs-muted">
        Once the amendment is complete, the terms that follow from it appear beside those of today.
      </p>
    }
    <div class="cs-table-frame" aria-live="polite">
      <table class="cs-table">
        <thead>
          <tr>
            <th i18n="@@schedules-compared.term" scope="col">Term</th>
            <th i18n="@@schedules-compared.last-day-now" scope="col">Last day now</th>
            <th i18n="@@schedules-compared.send-notice-by-now" scope="col">Send notice by, now</th>
            @if (after() !== null) {
              <th i18n="@@schedules-compared.last-day-amended" scope="col">Last day, amended</th>
              <th i18n="@@schedules-compared.send-notice-by-amended" scope="col">Send notice by, amended</th>
            }
          </tr>
        </thead>
        <tbody>
          @for (line of lines(); track line.number) {
            <tr [class.changed]="line.changed">
              <td>
                <strong i18n="@@schedules-compared.term-number">Term {{ line.number }}</strong>
                @if (line.changed) {
                  <small i18n="@@schedules-compared.moves"> moves</small>
                }
              </td>
              <td
                class="cs-day"
                data-label="Last day now"
                i18n-data-label="@@schedules-compared.last-day-now"
              >
                {{ line.before?.lastDay ?? null | day }}
              </td>
              <td
                class="cs-day"
                data-label="Send notice by, now"
                i18n-data-label="@@schedules-compared.send-notice-by-now"
              >
                {{ line.before?.lastSendDay ?? null | day }}
              </td>
              @if (after() !== null) {
                <td
                  class="cs-day"
                  data-label="Last day, amended"
                  i18n-data-label="@@schedules-compared.last-day-amended"
                >
                  {{ line.after?.lastDay ?? null | day }}
                </td>
                <td
                  class="cs-day"
                  data-label="Send notice by, amended"
                  i18n-data-label="@@schedules-compared.send-notice-by-amended"
                >
                  {{ line.after?.lastSendDay ?? null | day }}
                </td>
              }
            </tr>
          }
        </tbody>
      </table>
    </div>
  `,
  styles: `
    .changed td {
      background: var(--mat-sys-surface-container);
      font-weight: 600;
    }
  `,
  host: { class: 'cs-stack' },
})
export class SchedulesCompared {
  readonly before = input.required<readonly Term[]>();
  /** Null while it is not complete. */
  readonly after = input.required<readonly Term[] | null>();

  protected readonly lines = computed<readonly Line[]>(() => {
    const [before, after] = [this.before(), this.after()];
    const numbers = [...new Set([...before, ...(after ?? [])].map(({ number }) => number))];
    return numbers
      .sort((one, other) => one - other)
      .slice(0, TERMS_SHOWN)
      .map((number) => {
        const one = sideOf(before, number);
        const other = after === null ? null : sideOf(after, number);
        return { number, before: one, after: other, changed: after !== null && differs(one, other) };
      });
  });
}

function sideOf(terms: readonly Term[], number: number): Side | null {
  return terms.find((term) => term.number === number) ?? null;
}

function differs(one: Side | null, other: Side | null): boolean {
  const days = (side: Side | null) =>
    side === null ? '' : [side.firstDay, side.lastDay, side.lastNoticeDay, side.lastSendDay].join();
  return days(one) !== days(other);
}
