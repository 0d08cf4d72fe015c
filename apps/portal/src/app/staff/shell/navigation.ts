import { Component, output } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import {
  mdiClipboardCheckOutline,
  mdiDomain,
  mdiFileSign,
  mdiFlagOutline,
  mdiFormatListChecks,
  mdiHandshakeOutline,
  mdiViewDashboardOutline,
} from '@mdi/js';
import { Icon } from '../../ui/icon';

const DESTINATIONS = [
  { link: '/dashboard', text: 'Dashboard', icon: mdiViewDashboardOutline },
  { link: '/vendors', text: 'Vendors', icon: mdiDomain },
  { link: '/engagements', text: 'Engagements', icon: mdiHandshakeOutline },
  { link: '/assessments', text: 'Assessments', icon: mdiClipboardCheckOutline },
  { link: '/findings', text: 'Findings', icon: mdiFlagOutline },
  { link: '/contracts', text: 'Contracts', icon: mdiFileSign },
  { link: '/questionnaires', text: 'Questionnaires', icon: mdiFormatListChecks },
] as const;

@Component({
  selector: 'cs-navigation',
  imports: [Icon, RouterLink, RouterLinkActive],
  template: `
    <nav aria-label="Main">
      <ul>
        @for (destination of destinations; track destination.link) {
          <li>
            <a
              [routerLink]="destination.link"
              routerLinkActive="here"
              ariaCurrentWhenActive="page"
              (click)="chosen.emit()"
            >
              <cs-icon [path]="destination.icon" /><span>{{ destination.text }}</span>
            </a>
          </li>
        }
      </ul>
    </nav>
  `,
  styleUrl: './navigation.scss',
})
export class Navigation {
  readonly chosen = output();
  protected readonly destinations = DESTINATIONS;
}
