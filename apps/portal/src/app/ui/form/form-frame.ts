import { afterRenderEffect, Component, ElementRef, input, untracked, viewChild } from '@angular/core';
import { FormRoot } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { mdiAlertCircleOutline } from '@mdi/js';
import { Icon } from '../icon';
import { SupportReference } from '../support-reference';
import type { ApiForm } from './api-form';
import { ClashNote } from './clash-note';

/** The form element, the error summary that takes the focus, and one save button that cannot be pressed twice. */
@Component({
  selector: 'cs-form',
  imports: [ClashNote, FormRoot, Icon, MatButton, SupportReference],
  templateUrl: './form-frame.html',
  styleUrl: './form-frame.scss',
  host: { '(window:beforeunload)': 'holdPage($event)' },
})
export class FormFrame<Model> {
  readonly form = input.required<ApiForm<Model>>();
  readonly saveLabel = input($localize`:@@form-frame.save:Save`);
  readonly savingLabel = input($localize`:@@form-frame.saving:Saving …`);

  protected readonly summary = viewChild<ElementRef<HTMLElement>>('summary');
  protected readonly saveButton = viewChild.required<string, ElementRef<HTMLElement>>('save', {
    read: ElementRef,
  });
  protected readonly sign = mdiAlertCircleOutline;

  constructor() {
    afterRenderEffect(() => {
      if (this.form().attempts() > 0) {
        untracked(this.summary)?.nativeElement.focus();
      }
    });
  }

  /** The panel that held the focus is gone; what comes next is the button. */
  protected toSave(): void {
    this.saveButton().nativeElement.focus();
  }

  /** The browser asks by itself when the event is refused. */
  protected holdPage(event: BeforeUnloadEvent): void {
    if (this.form().unsaved()) {
      event.preventDefault();
    }
  }
}
