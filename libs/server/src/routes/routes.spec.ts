import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { ModulesContainer } from '@nestjs/core';
import { CONFIRMED, ROUTE_ACCESS, type Confirmation, type RouteAccess } from '@countersign/platform';
import { aProduct, routeMatrix, type TestProduct } from '@countersign/testing';

interface Route {
  readonly operation: string;
  readonly name: string;
  readonly confirmed: Confirmation | undefined;
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
      const confirmed = (own(CONFIRMED) ?? Reflect.getMetadata(CONFIRMED, controller)) as
        Confirmation | undefined;
      return [{ operation: name, confirmed, name: `${controller.name}.${name}`, path, access }];
    });
  }

  it('is found by this spec', () => {
    expect(routes.map(({ path }) => path)).toEqual(expect.arrayContaining(['/api/session', '/api/members']));
  });

  it('says who may call it', () => {
    expect(routes.filter(({ access }) => access === undefined).map(({ name }) => name)).toEqual([]);
  });

  it('needs a fresh proof exactly where the matrix says so, and lets programs do without where it says that', () => {
    const needing = routes.filter(({ confirmed }) => confirmed !== undefined);
    const rows = Object.entries(routeMatrix).filter(([, row]) => row.confirmed);
    expect(needing.map(({ operation }) => operation).sort()).toEqual(rows.map(([id]) => id).sort());
    const byScope = needing.filter(({ confirmed }) => confirmed?.tokens === 'by-scope');
    expect(byScope.map(({ operation }) => operation).sort()).toEqual(
      rows.flatMap(([id, row]) => (row.tokens === 'by-scope' ? [id] : [])).sort(),
    );
  });

  it('takes no data out or away, and lets nobody in or out, without that proof', () => {
    const unproved = [
      'downloadExport',
      'exportOrganisation',
      'exportTrail',
      'exportHead',
      'endHold',
      'setRetention',
      'erasePerson',
      'deleteOrganisation',
      'inviteMember',
      'sendInvitationAgain',
      'withdrawInvitation',
      'changeMember',
      'deactivateMember',
      'reactivateMember',
      'sendPasswordReset',
      'resetSecondFactor',
      'issueToken',
      'revokeToken',
      'revokeOwnToken',
      'changeOrganisation',
      'setIdentityProvider',
      'removeIdentityProvider',
    ].filter((name) => routes.find(({ operation }) => operation === name)?.confirmed === undefined);
    expect(unproved).toEqual([]);
  });

  it('is public only where somebody decided so', () => {
    const open = routes.filter(({ access }) => access?.kind === 'public').map(({ name }) => name);
    expect(open.sort()).toEqual([
      'HealthController.live',
      'HealthController.ready',
      'InvitationAcceptanceController.acceptInvitation',
      'InvitationAcceptanceController.openInvitation',
      'LinkController.exchangeLink',
      'LinkController.mailLinkCode',
      'LinkController.readLink',
      'LinkController.renewLink',
      'LinkController.renewLinkAt',
      'LinkController.signOutRespondent',
      'OidcController.goToIdentityProvider',
      'OidcController.returnFromIdentityProvider',
      'PasswordResetController.completePasswordReset',
      'PasswordResetController.requestPasswordReset',
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
