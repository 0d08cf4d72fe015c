import { Component, computed, inject, output } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import {
  mdiClipboardCheckOutline,
  mdiCogOutline,
  mdiDomain,
  mdiFileSign,
  mdiFlagOutline,
  mdiFormatListChecks,
  mdiHandshakeOutline,
  mdiInboxOutline,
  mdiNoteTextOutline,
  mdiScriptTextOutline,
  mdiViewDashboardOutline,
} from '@mdi/js';
import type { Permission } from '../../session/permissions';
import { SessionStore } from '../../session/session-store';
import { Icon } from '../../ui/icon';
import { TaskCount } from '../tasks/task-count';

interface Destination {
  readonly link: string;
  readonly text: string;
  readonly icon: string;
  readonly permission: Permission;
}

interface Group {
  readonly name: string;
  readonly destinations: readonly Destination[];
}

const GROUPS: readonly Group[] = [
  {
    name: $localize`:@@navigation.work:Work`,
    destinations: [
      {
        link: '/dashboard',
        text: $localize`:@@navigation.dashboard:Dashboard`,
        icon: mdiViewDashboardOutline,
        permission: 'vendor.read',
      },
      {
        link: '/tasks',
        text: $localize`:@@navigation.tasks:Tasks`,
        icon: mdiInboxOutline,
        permission: 'vendor.read',
      },
      {
        link: '/vendors',
        text: $localize`:@@navigation.vendors:Vendors`,
        icon: mdiDomain,
        permission: 'vendor.read',
      },
      {
        link: '/engagements',
        text: $localize`:@@navigation.engagements:Engagements`,
        icon: mdiHandshakeOutline,
        permission: 'vendor.read',
      },
      {
        link: '/assessments',
        text: $localize`:@@navigation.assessments:Assessments`,
        icon: mdiClipboardCheckOutline,
        permission: 'vendor.read',
      },
      {
        link: '/findings',
        text: $localize`:@@navigation.findings:Findings`,
        icon: mdiFlagOutline,
        permission: 'vendor.read',
      },
      {
        link: '/contracts',
        text: $localize`:@@navigation.contracts:Contracts`,
        icon: mdiFileSign,
        permission: 'vendor.read',
      },
      {
        link: '/notes',
        text: $localize`:@@navigation.notes:Notes`,
        icon: mdiNoteTextOutline,
        permission: 'vendor.read',
      },
      {
        link: '/questionnaires',
        text: $localize`:@@navigation.questionnaires:Questionnaires`,
        icon: mdiFormatListChecks,
        permission: 'vendor.read',
      },
    ],
  },
  {
    name: $localize`:@@navigation.organisation:Organisation`,
    destinations: [
      {
        link: '/audit',
        text: $localize`:@@navigation.audit-trail:Audit trail`,
        icon: mdiScriptTextOutline,
        permission: 'audit.read',
      },
      {
        link: '/settings',
        text: $localize`:@@navigation.settings:Settings`,
        icon: mdiCogOutline,
        permission: 'account.own',
      },
    ],
  },
];

@Component({
  selector: 'cs-navigation',
  imports: [Icon, RouterLink, RouterLinkActive, TaskCount],
  template: `
    <nav aria-label="Main" i18n-aria-label="@@navigation.main">
      @for (group of groups(); track group.name) {
        <ul [attr.aria-label]="group.name">
          @for (destination of group.destinations; track destination.link) {
            <li>
              <a
                [routerLink]="destination.link"
                routerLinkActive="here"
                ariaCurrentWhenActive="page"
                (click)="chosen.emit()"
              >
                <cs-icon [path]="destination.icon" /><span>{{ destination.text }}</span>
                @if (destination.link === '/tasks') {
                  <cs-task-count />
                }
              </a>
            </li>
          }
        </ul>
      }
    </nav>
  `,
  styleUrl: './navigation.scss',
})
export class Navigation {
  readonly chosen = output();
  readonly #session = inject(SessionStore);

  /** Only what the member may open. */
  protected readonly groups = computed(() =>
    GROUPS.map(({ name, destinations }) => ({
      name,
      destinations: destinations.filter(({ permission }) => this.#session.may(permission)),
    })).filter(({ destinations }) => destinations.length > 0),
  );
}
