import { Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { AskingOrganisation } from './asking-organisation';

/** The frame of the vendor's world: who asks, and that nothing is installed or bought. No staff navigation. */
@Component({
  selector: 'cs-respond-shell',
  imports: [RouterOutlet],
  template: `
    <header>
      <p class="who">{{ organisation.name() ?? 'Countersign' }}</p>
      <p class="what">Vendor security questionnaire</p>
    </header>
    <router-outlet />
    <footer>
      <p>
        You answer in this browser window. Nothing is installed on your computer, there is no account to
        create and nothing is bought.
      </p>
      @if (organisation.name(); as name) {
        <p>{{ name }} runs this portal with Countersign and is the only one who reads your answers.</p>
      }
    </footer>
  `,
  styleUrl: './respond-shell.scss',
})
export class RespondShell {
  protected readonly organisation = inject(AskingOrganisation);
}
