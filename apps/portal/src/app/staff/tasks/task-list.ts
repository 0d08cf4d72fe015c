import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink, type UrlTree } from '@angular/router';
import type { Task } from '@countersign/api-types';
import { formatDistance } from '../../language/distance';
import { formatDate } from '../../language/formats';
import { message } from '../../language/message';
import { SessionStore } from '../../session/session-store';
import { DayPipe } from '../../ui/dates';
import { DelayedSearch } from '../../ui/list/delayed-search';
import { ListFilter } from '../../ui/list/list-filter';
import { ListState } from '../../ui/list/list-state';
import { SearchField } from '../../ui/list/search-field';
import { Notices } from '../../ui/notices';
import type { Option } from '../../ui/option';
import { PageHeader } from '../../ui/page-header';
import { ProblemPanel } from '../../ui/problem-panel';
import { Absences } from './absences';
import { TasksClient } from './tasks-client';

type When = Task['when'];

interface Group {
  readonly when: When;
  readonly heading: string;
  readonly tasks: readonly Task[];
}

const WHEN_WORDS: Readonly<Record<When, string>> = {
  overdue: $localize`:@@task-list.overdue:Overdue`,
  today: $localize`:@@task-list.today:Today`,
  week: $localize`:@@task-list.this-week:Within seven days`,
  later: $localize`:@@task-list.later:Later`,
  undated: $localize`:@@task-list.without-a-day:Without a day`,
};
const ORDER: readonly When[] = ['overdue', 'today', 'week', 'later', 'undated'];

/** All that waits for the member: each leads to the place where it is done, and is gone once it is. */
@Component({
  selector: 'cs-task-list',
  imports: [Absences, DayPipe, ListFilter, MatButton, PageHeader, ProblemPanel, RouterLink, SearchField],
  templateUrl: './task-list.html',
  styleUrl: './task-list.scss',
  host: { class: 'cs-stack' },
})
export class TaskList {
  readonly #client = inject(TasksClient);
  readonly #router = inject(Router);
  readonly #notices = inject(Notices);
  readonly #session = inject(SessionStore);
  readonly #counts = this.#client.counts();

  protected readonly list = new ListState({
    sort: 'dueOn',
    direction: 'asc',
    filters: ['whose', 'when', 'kind'],
  });
  protected readonly search = new DelayedSearch(signal(this.list));
  protected readonly tasks = this.#client.list(this.list);
  protected readonly whose = computed((): Option[] => [
    { value: 'mine', text: $localize`:@@task-list.mine:Mine` },
    { value: 'deputed', text: $localize`:@@task-list.as-deputy:As a deputy` },
    { value: 'nobody', text: $localize`:@@task-list.for-whoever-may:For whoever may do it` },
    ...(this.#session.may('audit.read')
      ? [{ value: 'everyone', text: $localize`:@@task-list.everyone:Everyone’s` }]
      : []),
  ]);
  protected readonly when = ORDER.map((value) => ({ value, text: WHEN_WORDS[value] }));
  protected readonly kinds = computed((): Option[] => {
    if (!this.#counts.hasValue()) return [];
    const everyone = this.list.filter('whose') === 'everyone';
    return this.#counts
      .value()
      .byKind.filter(({ yours }) => everyone || yours > 0)
      .map(({ kind, title }) => ({ value: kind, text: title }));
  });
  protected readonly total = computed(() => {
    const page = this.tasks.page();
    return page === null
      ? ''
      : message($localize`:@@task-list.counted:{n, plural, one {# task} other {# tasks}}`, { n: page.total });
  });
  protected readonly groups = computed((): Group[] => {
    const items = this.tasks.page()?.items ?? [];
    return ORDER.map((when) => ({
      when,
      heading: WHEN_WORDS[when],
      tasks: items.filter((task) => task.when === when),
    })).filter(({ tasks }) => tasks.length > 0);
  });

  /** The address of the place where it is done, with the part of the page in its query. */
  protected place(task: Task): UrlTree {
    return this.#router.parseUrl(task.path);
  }

  protected distance(task: Task): string {
    return task.dueOn === null ? '' : formatDistance(task.dueOn, this.#session.today());
  }

  /** Whose it is, where that is not plainly the reader’s own. */
  protected note(task: Task): string | null {
    const name = task.responsibleName ?? '';
    if (task.whose === 'deputed' && task.deputedUntil !== null) {
      const until = formatDate(task.deputedUntil);
      return $localize`:@@task-list.for-until:For ${name}:name: until ${until}:until:`;
    }
    if (task.leftOwnerName !== null) {
      return $localize`:@@task-list.owner-has-left:Its owner ${task.leftOwnerName}:name: has left`;
    }
    if (task.whose === 'mine') return null;
    if (task.responsibleName === null) {
      return task.takeable
        ? $localize`:@@task-list.of-nobody:Of nobody yet`
        : $localize`:@@task-list.for-whoever-may:For whoever may do it`;
    }
    return task.deputyName === null
      ? $localize`:@@task-list.of-member:Of ${name}:name:`
      : $localize`:@@task-list.of-member-away:Of ${name}:name:, away; ${task.deputyName}:deputy: stands in`;
  }

  protected take(task: Task): void {
    this.#client.take(task.id).subscribe({
      next: () => {
        this.#notices.done(
          $localize`:@@task-list.taken:${task.objectName}:object: is yours now, with all that is to be done there.`,
        );
        this.again();
      },
      error: (error: unknown) => {
        this.#notices.failed(error);
        this.again();
      },
    });
  }

  protected again(): void {
    this.tasks.reload();
    this.#counts.reload();
  }
}
