import { routes } from './app.routes';
import { applicationOf } from './portal-providers';
import { confirmInterceptor } from './session/confirm/confirm-interceptor';
import { signedOutInterceptor } from './session/signed-out-interceptor';

export const appConfig = applicationOf(routes, [signedOutInterceptor, confirmInterceptor]);
