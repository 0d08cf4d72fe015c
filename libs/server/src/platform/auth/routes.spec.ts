import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { ModulesContainer } from '@nestjs/core';
import { aProduct, type TestProduct } from '../../testing';
import { ownAccount } from './permissions';
import { ROUTE_ACCESS, type RouteAccess } from './decorators';

interface Route {
  readonly name: string;
  readonly method: RequestMethod;
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
      return [
        { name: `${controller.name}.${name}`, method: own(METHOD_METADATA) as RequestMethod, path, access },
      ];
    });
  }

  const methodOf = (route: Route) =>
    RequestMethod[route.method].toLowerCase() as 'get' | 'post' | 'put' | 'delete' | 'patch';
  const concrete = (path: string) => path.replace(/:\w+/g, '00000000-0000-7000-8000-000000000000');

  it('is found by this spec', () => {
    expect(routes.map(({ path }) => path)).toEqual(expect.arrayContaining(['/api/session', '/api/members']));
  });

  it('says who may call it', () => {
    expect(routes.filter(({ access }) => access === undefined).map(({ name }) => name)).toEqual([]);
  });

  it('is closed to whoever is not signed in, unless it is public', async () => {
    const open: string[] = [];
    for (const route of routes.filter(({ access }) => access?.kind !== 'public')) {
      const answer = await product.browser()[methodOf(route)](concrete(route.path));
      if (answer.status !== 401) open.push(`${route.name}: ${answer.status}`);
    }
    expect(open).toEqual([]);
  });

  it('is closed to a member without any role', async () => {
    const organisation = await product.anOrganisation();
    const browser = await product.signedInAs(await product.aMember({ organisation, roles: [] }));
    const open: string[] = [];
    const needingRoles = routes.filter(
      ({ access }) => access?.kind === 'member' && access.permission !== ownAccount,
    );
    for (const route of needingRoles) {
      const answer = await browser[methodOf(route)](concrete(route.path));
      if (answer.status !== 403) open.push(`${route.name}: ${answer.status}`);
    }
    expect(open).toEqual([]);
  });

  it('is public only where somebody decided so', () => {
    const open = routes.filter(({ access }) => access?.kind === 'public').map(({ name }) => name);
    expect(open.sort()).toEqual([
      'HealthController.live',
      'HealthController.ready',
      'RespondingController.exchangeLink',
      'SessionController.readSession',
      'SessionController.signInMember',
      'SessionController.signOutMember',
    ]);
  });
});
