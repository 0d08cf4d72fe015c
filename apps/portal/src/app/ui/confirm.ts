import { Component, inject, Injectable } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialog,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogTitle,
} from '@angular/material/dialog';
import { firstValueFrom, map } from 'rxjs';

export interface Question {
  /** Names the object: "Cancel the assessment of Fernhill Payroll?" */
  readonly heading: string;
  readonly text: string;
  readonly confirm: string;
  readonly cancel: string;
}

@Injectable({ providedIn: 'root' })
export class Confirm {
  readonly #dialog = inject(MatDialog);

  ask(question: Question): Promise<boolean> {
    const opened = this.#dialog.open<ConfirmDialog, Question, boolean>(ConfirmDialog, {
      data: question,
      maxWidth: '30rem',
    });
    return firstValueFrom(opened.afterClosed().pipe(map((answer) => answer ?? false)));
  }
}

@Component({
  selector: 'cs-confirm-dialog',
  imports: [MatButton, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle],
  template: `
    <h2 mat-dialog-title>{{ question.heading }}</h2>
    <mat-dialog-content>{{ question.text }}</mat-dialog-content>
    <mat-dialog-actions align="end">
      <button matButton type="button" [mat-dialog-close]="false">{{ question.cancel }}</button>
      <button matButton="filled" type="button" [mat-dialog-close]="true">{{ question.confirm }}</button>
    </mat-dialog-actions>
  `,
})
export class ConfirmDialog {
  protected readonly question = inject<Question>(MAT_DIALOG_DATA);
}
