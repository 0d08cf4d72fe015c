import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { ModulesContainer } from '@nestjs/core';
import { aProduct, type TestProduct } from '../../testing';
import { ROUTE_ACCESS, type RouteAccess } from './decorators';

interface Route {
  readonly name: string;
  readonly path: string;
  readonly access: RouteAccess | undefined;
}

type Handler = (...values: never[]) => unknown;

describe('Every route', () => {
  let product: TestProduct;
  let routes: Route[];

  beforeAll(async () => {
    product = await aProduct();
    const modules = [...product.app.get(ModulesContainer).values()];
    const controllers = modules.flatMap((module) => [...module.controllers.values()]);
    routes = controllers.flatMap(({ metatype }) =>
      typeof metatype === 'function' ? routesOf(metatype) : [],
    );
  });

  afterAll(() => product.close());

  function routesOf(controller: object & { prototype: object; name: string }): Route[] {
    const prefix = String(Reflect.getMetadata(PATH_METADATA, controller) ?? '');
    return Object.getOwnPropertyNames(controller.prototype).flatMap((name) => {
      const handler: unknown = Object.getOwnPropertyDescriptor(controller.prototype, name)?.value;
      if (typeof handler !== 'function' || !Reflect.hasMetadata(METHOD_METADATA, handler)) return [];
      const own = (key: string): unknown => Reflect.getMetadata(key, handler as Handler);
      const access = (own(ROUTE_ACCESS) ?? Reflect.getMetadata(ROUTE_ACCESS, controller)) as
        RouteAccess | undefined;
      const path = `/api/${prefix}/${String(own(PATH_METADATA))}`.replace(/\/+/g, '/').replace(/\/$/, '');
      return [{ name: `${controller.name}.${name}`, path, access }];
    });
  }

  it('is found by this spec', () => {
    expect(routes.map(({ path }) => path)).toEqual(expect.arrayContaining(['/api/session', '/api/members']));
  });

  it('says who may call it', () => {
    expect(routes.filter(({ access }) => access === undefined).map(({ name }) => name)).toEqual([]);
  });

  it('is public only where somebody decided so', () => {
    const open = routes.filter(({ access }) => access?.kind === 'public').map(({ name }) => name);
    expect(open.sort()).toEqual([
      'HealthController.live',
      'HealthController.ready',
      'InvitationAcceptanceController.acceptInvitation',
      'InvitationAcceptanceController.openInvitation',
      'OidcController.goToIdentityProvider',
      'OidcController.returnFromIdentityProvider',
      'PasswordResetController.completePasswordReset',
      'PasswordResetController.requestPasswordReset',
      'RespondingController.exchangeLink',
      'SecondStepController.offerPasskeySignIn',
      'SecondStepController.offerSecondFactorPasskey',
      'SecondStepController.proveSecondFactor',
      'SecondStepController.proveSecondFactorPasskey',
      'SecondStepController.signInWithPasskey',
      'SessionController.readSession',
      'SessionController.readSignInOptions',
      'SessionController.signInMember',
      'SessionController.signOutMember',
      'SetUpController.openSetUp',
      'SetUpController.setUpOrganisation',
    ]);
  });
});
