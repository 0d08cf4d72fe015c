import { Component, computed, inject, output, signal } from '@angular/core';
import { required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import type { Absence } from '@countersign/api-types';
import { addDays, laterOf } from '@countersign/domain';
import { formatDay } from '../../language/formats';
import { SessionStore } from '../../session/session-store';
import { DatePipe } from '../../ui/dates';
import { apiForm } from '../../ui/form/api-form';
import { DayField } from '../../ui/form/day-field';
import { FormFrame } from '../../ui/form/form-frame';
import { SelectField } from '../../ui/form/select-field';
import { Notices } from '../../ui/notices';
import { byName } from '../../ui/option';
import { TasksClient } from './tasks-client';

/** As the API has it. */
const LONGEST_DAYS = 366;

/** Who is away and who stands in: one's own to set, those of others for administrators. */
@Component({
  selector: 'cs-absences',
  imports: [DatePipe, DayField, FormFrame, MatButton, SelectField],
  template: `
    <h2 i18n="@@absences.absences">Absences</h2>
    <p class="cs-muted" i18n="@@absences.a-deputy-has">
      While a member is away, a deputy has their tasks and the mail about them as well. It ends by itself.
    </p>
    @if (absences.hasValue()) {
      <ul class="cs-panel cs-form-panel">
        @for (absence of absences.value().items; track absence.id) {
          <li>
            <span i18n="@@absences.who-stands-in">
              {{ absence.memberName }}: {{ absence.fromOn | date }} to {{ absence.untilOn | date }}, deputy
              {{ absence.deputyName }}
            </span>
            @if (absence.deputyLeft) {
              <strong i18n="@@absences.the-deputy-has-left">The deputy has left: nobody stands in.</strong>
            }
            @if (mayChange(absence)) {
              <button matButton type="button" i18n="@@absences.remove" (click)="end(absence)">
                Remove<span class="cs-visually-hidden">: {{ absence.memberName }}</span>
              </button>
            }
          </li>
        } @empty {
          <li i18n="@@absences.nobody-is-away" class="cs-muted">No absence is recorded, today or later.</li>
        }
      </ul>
    }
    @if (open()) {
      <section class="cs-panel cs-form-panel cs-stack">
        <h3 i18n="@@absences.record-an-absence">Record an absence</h3>
        <cs-form [form]="form" saveLabel="Record the absence" i18n-saveLabel="@@absences.record-the-absence">
          @if (session.may('member.manage')) {
            <cs-select-field
              label="Who is away"
              i18n-label="@@absences.who-is-away"
              none="I am"
              i18n-none="@@absences.i-am"
              [options]="others()"
              [formField]="form.fields.memberId"
            />
          }
          <div class="cs-fields">
            <cs-day-field
              label="First day"
              i18n-label="@@absences.first-day"
              [formField]="form.fields.fromOn"
            />
            <cs-day-field
              label="Last day"
              i18n-label="@@absences.last-day"
              hint="The last day away; a year at most"
              i18n-hint="@@absences.a-year-at-most"
              [earliest]="firstDay()"
              [latest]="lastDay()"
              [formField]="form.fields.untilOn"
            />
          </div>
          <cs-select-field
            label="Deputy"
            i18n-label="@@absences.deputy"
            hint="Somebody with the same roles"
            i18n-hint="@@absences.the-same-roles"
            [options]="deputies()"
            [formField]="form.fields.deputyId"
          />
          <button i18n="@@absences.cancel" matButton type="button" csFormActions (click)="open.set(false)">
            Cancel
          </button>
        </cs-form>
      </section>
    } @else {
      <p>
        <button
          matButton="outlined"
          type="button"
          i18n="@@absences.record-an-absence"
          (click)="open.set(true)"
        >
          Record an absence
        </button>
      </p>
    }
  `,
  styles: `
    ul {
      display: grid;
      gap: var(--cs-space-2);
      list-style: none;
    }

    li {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--cs-space-3);
      align-items: center;
      justify-content: space-between;
    }
  `,
  host: { class: 'cs-stack' },
})
export class Absences {
  readonly changed = output();

  readonly #client = inject(TasksClient);
  readonly #notices = inject(Notices);
  readonly #draft = signal({ memberId: '', deputyId: '', fromOn: '', untilOn: '' });
  protected readonly session = inject(SessionStore);
  protected readonly absences = this.#client.absences();
  readonly #members = this.#client.members();
  protected readonly open = signal(false);
  readonly #me = computed(() => this.session.member()?.id ?? '');
  readonly #away = computed(() => this.#draft().memberId || this.#me());
  readonly #active = computed(() =>
    byName(this.#members.hasValue() ? this.#members.value().items.filter(({ active }) => active) : []),
  );
  protected readonly others = computed(() => this.#active().filter(({ value }) => value !== this.#me()));
  /** Nobody stands in for themselves. */
  protected readonly deputies = computed(() => this.#active().filter(({ value }) => value !== this.#away()));
  protected readonly firstDay = computed(() => laterOf(this.#draft().fromOn, this.session.today()));
  protected readonly lastDay = computed(() => {
    const { fromOn } = this.#draft();
    return fromOn === '' ? null : addDays(fromOn, LONGEST_DAYS);
  });

  protected readonly form = apiForm({
    model: this.#draft,
    rules: (path) => {
      required(path.deputyId, {
        message: $localize`:@@absences.choose-a-deputy:Choose the member who stands in.`,
      });
      required(path.fromOn, {
        message: $localize`:@@absences.give-first-day:Give the first day of the absence.`,
      });
      required(path.untilOn, {
        message: $localize`:@@absences.give-last-day:Give the last day of the absence.`,
      });
      validate(path.deputyId, ({ value }) =>
        value() !== '' && value() === this.#away()
          ? {
              kind: 'self',
              message: $localize`:@@absences.somebody-else:Choose somebody else than who is away.`,
            }
          : null,
      );
      validate(path.untilOn, ({ value }) => {
        const [day, first, last] = [value(), this.firstDay(), this.lastDay()];
        return day !== '' && (day < first || (last !== null && day > last))
          ? {
              kind: 'range',
              message:
                last === null
                  ? $localize`:@@absences.from:Choose ${formatDay(first)}:first: or a later day.`
                  : $localize`:@@absences.from-to:Choose a day from ${formatDay(first)}:first: to ${formatDay(last)}:last:.`,
            }
          : null;
      });
    },
    save: ({ memberId, ...days }) => this.#client.addAbsence({ ...days, memberId: memberId || null }),
    saved: () => {
      this.#notices.done($localize`:@@absences.recorded:The absence is recorded.`);
      this.open.set(false);
      this.#draft.set({ memberId: '', deputyId: '', fromOn: '', untilOn: '' });
      this.#again();
    },
  });

  protected mayChange({ memberId }: Absence): boolean {
    return memberId === this.session.member()?.id || this.session.may('member.manage');
  }

  protected end({ id, memberName }: Absence): void {
    this.#client.endAbsence(id).subscribe({
      next: () => {
        this.#notices.done(
          $localize`:@@absences.was-removed:The absence of ${memberName}:name: was removed.`,
        );
        this.#again();
      },
      error: (error: unknown) => {
        this.#notices.failed(error);
        this.#again();
      },
    });
  }

  #again(): void {
    this.absences.reload();
    this.changed.emit();
  }
}
