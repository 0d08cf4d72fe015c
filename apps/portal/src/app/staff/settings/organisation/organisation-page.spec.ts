import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { OrganisationSettings } from '@countersign/api-types';
import { SessionStore } from '../../../session/session-store';
import { OrganisationPage } from './organisation-page';

const STORED: OrganisationSettings = {
  name: 'Harbor Line',
  slug: 'harbor-line',
  timeZone: 'America/New_York',
  country: 'US',
  secondFactorRequired: false,
  senderName: null,
  replyTo: 'vendors@harbor-line.example',
  revision: 3,
};

const STALE = {
  type: 'about:blank',
  title: 'Conflict',
  status: 409,
  code: 'stale-revision',
  detail: 'Read again.',
};

describe('The settings of the organisation', () => {
  let page: ComponentFixture<OrganisationPage>;
  let api: HttpTestingController;
  const shown = () => page.nativeElement as HTMLElement;
  const button = (text: string) =>
    [...shown().querySelectorAll('button')].find((each) => each.textContent.includes(text));

  async function settle(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    await page.whenStable();
  }

  async function open(permissions: readonly string[], members: readonly object[] = []): Promise<void> {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        {
          provide: SessionStore,
          useValue: {
            may: (permission: string) => permissions.includes(permission),
            refresh: () => Promise.resolve(),
          },
        },
      ],
    });
    api = TestBed.inject(HttpTestingController);
    page = TestBed.createComponent(OrganisationPage);
    page.detectChanges();
    api.expectOne('/api/organisation').flush(STORED);
    for (const each of api.match('/api/members/overview')) each.flush({ members, invitations: [] });
    await page.whenStable();
  }

  async function renameTo(name: string): Promise<void> {
    const box = shown().querySelector('input');
    if (box) {
      box.value = name;
      box.dispatchEvent(new Event('input'));
    }
    await page.whenStable();
    button('Save')?.click();
    await settle();
  }

  it('are read, not changed, by a member who may not', async () => {
    await open([]);
    expect(shown().textContent).toContain('America/New_York');
    expect(shown().querySelector('form')).toBeNull();
  });

  it('show both values when somebody else was faster, and keep mine on request', async () => {
    await open(['organisation.manage']);
    await renameTo('Harbor Line East');
    api
      .expectOne({ method: 'PUT', url: '/api/organisation' })
      .flush(
        { ...STALE, present: { ...STORED, name: 'Harbor Line Group', country: 'CA', revision: 4 } },
        { status: 409, statusText: 'Conflict' },
      );
    await settle();
    const clash = shown().querySelector('.clash')?.textContent ?? '';
    expect(clash).toContain('Harbor Line East');
    expect(clash).toContain('Harbor Line Group');
    button('Keep mine')?.click();
    await settle();
    button('Save')?.click();
    await settle();
    const { request } = api.expectOne({ method: 'PUT', url: '/api/organisation' });
    expect(request.body).toMatchObject({ name: 'Harbor Line East', country: 'CA', revision: 4 });
  });

  it('can be saved, too, where somebody else has stored the same', async () => {
    await open(['organisation.manage']);
    await renameTo('Harbor Line East');
    const present = { ...STORED, name: 'Harbor Line East', revision: 4 };
    api
      .expectOne({ method: 'PUT', url: '/api/organisation' })
      .flush({ ...STALE, present }, { status: 409, statusText: 'Conflict' });
    await settle();
    button('Keep mine')?.click();
    await settle();
    button('Save')?.click();
    await settle();
    const { request } = api.expectOne({ method: 'PUT', url: '/api/organisation' });
    expect(request.body).toMatchObject({ revision: 4 });
  });

  it('say from whom vendors get mail and send an emptied address as none', async () => {
    await open(['organisation.manage']);
    expect(shown().textContent).toContain('mail from “Harbor Line via Countersign”');
    const type = (label: string, text: string) => {
      const field = [...shown().querySelectorAll('cs-text-field')].find((each) =>
        each.textContent.includes(label),
      );
      const box = field?.querySelector('input');
      if (!box) throw new Error(`There is no field ${label}.`);
      box.value = text;
      box.dispatchEvent(new Event('input'));
    };
    type('Sender name', ' Harbor Line Vendor Risk ');
    type('Replies go to', '');
    await settle();
    expect(shown().textContent).toContain('mail from “Harbor Line Vendor Risk via Countersign”');
    button('Save')?.click();
    await settle();
    const { request } = api.expectOne({ method: 'PUT', url: '/api/organisation' });
    expect(request.body).toMatchObject({ senderName: 'Harbor Line Vendor Risk', replyTo: null });
  });

  it('name how many members have no second factor before one is required', async () => {
    await open(
      ['organisation.manage', 'member.read'],
      [
        { active: true, secondFactor: 'none' },
        { active: true, secondFactor: 'totp' },
        { active: false, secondFactor: 'none' },
      ],
    );
    expect(shown().textContent).not.toContain('has no second factor yet');
    shown().querySelector<HTMLElement>('mat-checkbox input')?.click();
    await settle();
    expect(shown().textContent).toContain('1 active member has no second factor yet.');
  });
});
