import { bootstrapApplication } from '@angular/platform-browser';
import { App } from '../app';
import { applicationOf } from '../portal-providers';
import { respondRoutes } from './respond.routes';

/**
 * The vendor's side as an application of its own: whoever opens a link is sent nothing that only members use, of the
 * framework neither.
 */
export async function start(): Promise<void> {
  await bootstrapApplication(App, applicationOf([{ path: 'respond', children: respondRoutes }], []));
}
