import { Component, computed, inject, input } from '@angular/core';
import { mdiAlertCircleOutline } from '@mdi/js';
import { Icon } from '../../ui/icon';
import { Uploads, type Upload } from './uploads';

/** One file on its way: how far it is, and what can be done about it. */
@Component({
  selector: 'cs-upload-line',
  imports: [Icon],
  templateUrl: './upload-line.html',
  styleUrl: './upload-line.scss',
})
export class UploadLine {
  readonly upload = input.required<Upload>();

  protected readonly uploads = inject(Uploads);
  protected readonly problemIcon = mdiAlertCircleOutline;
  protected readonly running = computed(() =>
    ['waiting', 'sending', 'retrying'].includes(this.upload().state),
  );

  protected readonly words = computed(() => {
    const { state, problem, percent } = this.upload();
    switch (state) {
      case 'sending':
        return $localize`:@@upload-line.percent:${percent}:percent: %`;
      case 'waiting':
        return $localize`:@@upload-line.waiting:Waiting`;
      case 'retrying':
        return $localize`:@@upload-line.retrying:${problem}:problem: It is sent again by itself.`;
      case 'paused':
        return $localize`:@@upload-line.paused:Paused. It is sent again from the beginning.`;
      case 'lost':
        return $localize`:@@upload-line.lost:was not finished: choose it again.`;
      case 'failed':
      case 'refused':
        return problem ?? '';
    }
  });

  protected uploading({ name }: Upload): string {
    return $localize`:@@upload-line.uploading:Uploading ${name}:name:`;
  }
}
