import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import type { SystemState } from '@countersign/api-types';
import { SessionStore } from '../../../session/session-store';
import { SettingsPage } from '../settings-page';
import { SystemPage } from './system-page';

const WELL: SystemState = {
  build: { version: '1.2.3', commit: 'abcdef123456' },
  worker: { state: 'up', lastSeenAt: '2026-11-26T10:00:00.000Z', mailWait: null },
  unnamedProxies: [],
};
const UNNAMED: SystemState = {
  ...WELL,
  unnamedProxies: [
    {
      address: '10.0.0.5',
      lastSeenAt: '2026-11-26T10:00:00.000Z',
      namesVisitors: true,
      setting: 'TRUSTED_PROXIES=10.9.0.0/16,10.0.0.5',
    },
  ],
};

describe('The page of the installation', () => {
  let api: HttpTestingController;
  let harness: RouterTestingHarness;
  const text = () => harness.routeNativeElement?.textContent.replace(/\s+/g, ' ') ?? '';

  async function open(path: 'system' | 'data', state: SystemState, permissions = ['organisation.manage']) {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        provideRouter([
          {
            path: 'settings',
            component: SettingsPage,
            children: [
              { path: 'system', component: SystemPage },
              { path: 'data', children: [] },
            ],
          },
        ]),
        {
          provide: SessionStore,
          useValue: { may: (permission: string) => permissions.includes(permission) },
        },
      ],
    });
    api = TestBed.inject(HttpTestingController);
    harness = await RouterTestingHarness.create(`/settings/${path}`);
    for (const each of api.match('/api/system')) each.flush(state);
    await harness.fixture.whenStable();
    harness.detectChanges();
  }

  afterEach(() => api.verify());

  it('names the address, the setting, and what to do where no proxy of one’s own stands', async () => {
    await open('system', UNNAMED);
    expect(text()).toContain('10.0.0.5 sends forwarding headers and is not named');
    expect(text()).toContain('TRUSTED_PROXIES=10.9.0.0/16,10.0.0.5');
    expect(text()).toContain('leave it as it is');
    expect(text()).not.toContain('came without X-Forwarded-For');
    expect(harness.routeNativeElement?.querySelector('cs-unnamed-proxy-note')).toBeNull();
  });

  it('says so where naming alone would not help', async () => {
    const [proxy] = UNNAMED.unnamedProxies;
    await open('system', { ...UNNAMED, unnamedProxies: proxy ? [{ ...proxy, namesVisitors: false }] : [] });
    expect(text()).toContain('came without X-Forwarded-For');
  });

  it('names the version that runs, and of which sources', async () => {
    await open('system', WELL);
    expect(text()).toContain('Countersign 1.2.3 (abcdef123456)');
  });

  it('names the version alone where the build was not told its commit', async () => {
    await open('system', { ...WELL, build: { version: '1.2.3', commit: null } });
    expect(text()).toContain('Countersign 1.2.3');
    expect(text()).not.toContain('(');
  });

  it('says that nothing is amiss, and no more than that', async () => {
    await open('system', WELL);
    expect(text()).toContain('Within the last hour no unnamed proxy was seen.');
    expect(text()).toContain('A worker sends mail and reminders; it was last seen on');
  });

  it('is pointed to from every other page of the settings while a proxy is not named', async () => {
    await open('data', UNNAMED);
    const note = harness.routeNativeElement?.querySelector('cs-unnamed-proxy-note');
    expect(note?.textContent).toContain('10.0.0.5');
    expect(note?.querySelector('a')?.getAttribute('href')).toBe('/settings/system');
  });

  it('points nobody there once all is well, and asks nothing for those who may not know', async () => {
    await open('data', WELL);
    expect(harness.routeNativeElement?.querySelector('cs-unnamed-proxy-note')).toBeNull();
    TestBed.resetTestingModule();
    await open('data', UNNAMED, []);
    expect(harness.routeNativeElement?.querySelector('cs-unnamed-proxy-note')).toBeNull();
  });
});
