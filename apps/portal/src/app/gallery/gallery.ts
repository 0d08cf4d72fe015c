import { httpResource } from '@angular/common/http';
import { Component, inject, signal } from '@angular/core';
import { required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { mdiMagnify, mdiPlus } from '@mdi/js';
import { NEVER, type Observable, throwError } from 'rxjs';
import { Refused } from '../ui/problem';
import { Amount } from '../ui/amount';
import { Confirm } from '../ui/confirm';
import { Card } from '../ui/dashboard/card';
import { Figure } from '../ui/dashboard/figure';
import { EmptyNote } from '../ui/empty-note';
import { apiForm } from '../ui/form/api-form';
import { ClashNote } from '../ui/form/clash-note';
import type { Clash } from '../ui/form/revised';
import { FormFrame } from '../ui/form/form-frame';
import { ReasonForm } from '../ui/form/reason-form';
import { TextField } from '../ui/form/text-field';
import { Icon } from '../ui/icon';
import { ShowMore } from '../ui/list/show-more';
import { Notices } from '../ui/notices';
import { ObjectHeader } from '../ui/object/object-header';
import { ObjectState } from '../ui/object/object-state';
import { UrlTabs } from '../ui/object/url-tabs';
import { WhatNextPanel } from '../ui/object/what-next';
import { PageHeader } from '../ui/page-header';
import { ProblemNote } from '../ui/problem-note';
import { ProblemPanel } from '../ui/problem-panel';
import { RatingChip } from '../ui/rating-chip';
import { SeverityChip } from '../ui/severity-chip';
import { StateChip } from '../ui/state-chip';
import { TierChip } from '../ui/tier-chip';
import { LONG_TEXT } from './entries';
import { FieldStates } from './field-states';
import { LIST_LOOKS, ListStates } from './list-states';
import { AWAY } from './problems';

/** Every piece of ui/ in its states, for whoever changes one. */
@Component({
  selector: 'cs-gallery',
  imports: [
    Amount,
    Card,
    ClashNote,
    EmptyNote,
    FieldStates,
    Figure,
    FormFrame,
    Icon,
    ListStates,
    MatButton,
    ObjectHeader,
    ObjectState,
    PageHeader,
    ProblemNote,
    ProblemPanel,
    RatingChip,
    ReasonForm,
    SeverityChip,
    ShowMore,
    StateChip,
    TextField,
    TierChip,
    UrlTabs,
    WhatNextPanel,
  ],
  templateUrl: './gallery.html',
  styleUrl: './gallery.scss',
})
export class Gallery {
  protected readonly notices = inject(Notices);
  readonly #confirm = inject(Confirm);
  protected readonly longText = LONG_TEXT;
  protected readonly away = AWAY;
  protected readonly refusal = new Refused(AWAY);
  protected readonly icons = { add: mdiPlus, search: mdiMagnify };
  protected readonly loading = httpResource<void>(() => undefined);
  protected readonly states = ['empty', 'filled', 'refused', 'disabled', 'long'] as const;
  protected readonly lists = LIST_LOOKS;
  protected readonly levels = ['very-low', 'low', 'moderate', 'high', 'very-high', null] as const;
  protected readonly severities = ['critical', 'high', 'medium', 'low'] as const;
  protected readonly tiers = [1, 2, 3, null] as const;
  protected readonly words = [
    { text: 'Closed', tone: 'quiet' },
    { text: 'In review', tone: 'busy' },
    { text: 'Approved', tone: 'good' },
    { text: 'Due soon', tone: 'warn' },
    { text: 'Overdue', tone: 'bad' },
  ] as const;
  protected readonly up = { text: 'Vendors', link: '/gallery' };
  protected readonly tabs = [
    { key: 'overview', text: 'Overview' },
    { key: 'findings', text: 'Findings', count: 12 },
    { key: 'history', text: 'History' },
  ];
  protected readonly clashing = {
    clashes: signal<readonly Clash[]>([
      { field: 'Name', mine: 'Larkspur Benefits', theirs: 'Larkspur Benefits, Inc.' },
      { field: 'Time zone', mine: 'America/New_York', theirs: '' },
    ]),
    setAside: signal(null),
    refusals: signal(0),
    keepMine: () => undefined,
    takeTheirs: () => undefined,
    putBack: () => undefined,
    leaveAside: () => undefined,
  };
  protected readonly reason = {
    id: 'one',
    label: 'Reason',
    hint: 'Kept in the audit trail',
    missing: 'Give the reason.',
    saveLabel: 'End the hold',
    savingLabel: 'Ending …',
    leaveLabel: 'Cancel',
    done: 'The hold was ended.',
    save: () => NEVER,
  };
  /** Press it to see each form as it saves, as it misses an entry, as it is refused. */
  protected readonly forms = [
    this.#form('Saves for ever', 'Fernhill', () => NEVER),
    this.#form('Misses its entry', '', () => NEVER),
    this.#form('Is refused', 'Fernhill', () => throwError(() => this.refusal)),
  ];

  protected ask(): void {
    void this.#confirm.ask({
      heading: 'Cancel the assessment of Fernhill Payroll?',
      text: 'The link stops working and its reminders end.',
      confirm: 'Cancel the assessment',
      cancel: 'Keep it',
    });
  }

  #form(label: string, name: string, save: () => Observable<never>) {
    const form = apiForm<{ name: string }, never>({
      model: signal({ name }),
      rules: (path) => required(path.name, { message: 'Enter the name.' }),
      save,
      saved: () => undefined,
    });
    return { label, form };
  }
}
