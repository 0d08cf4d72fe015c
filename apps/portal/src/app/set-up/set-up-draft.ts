import { zoneHere } from '../language/formats';

export interface SetUpDraft {
  readonly organisation: {
    readonly name: string;
    readonly slug: string;
    readonly timeZone: string;
    readonly country: string;
  };
  readonly administrator: { readonly name: string; readonly email: string; readonly password: string };
}

export function emptySetUp(): SetUpDraft {
  return {
    organisation: {
      name: '',
      slug: '',
      timeZone: zoneHere(),
      country: '',
    },
    administrator: { name: '', email: '', password: '' },
  };
}

export function trimmed({ organisation, administrator }: SetUpDraft): SetUpDraft {
  return {
    organisation: {
      ...organisation,
      name: organisation.name.trim(),
      slug: organisation.slug.trim(),
      timeZone: organisation.timeZone.trim(),
    },
    administrator: {
      ...administrator,
      name: administrator.name.trim(),
      email: administrator.email.trim(),
    },
  };
}
