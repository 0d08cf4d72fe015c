/** An API token as the trail names it. */
export interface NamedToken {
  readonly id: string;
  readonly name: string;
}

/**
 * Who acts in a transaction. A union, so that a member's and a respondent's settings can never be set together:
 * permissive policies are OR-ed, and with both set a respondent would read the whole organisation.
 */
export type Actor =
  | {
      readonly kind: 'member';
      readonly organisationId: string;
      readonly memberId: string;
      readonly name: string;
      readonly from?: string | null;
      /** Where a program acts for the member. */
      readonly apiToken?: NamedToken;
    }
  | {
      readonly kind: 'respondent';
      readonly organisationId: string;
      readonly assessmentId: string;
      readonly contactId: string;
      /** The contact's name when the grant was given. */
      readonly name?: string;
      readonly sessionHash: Buffer;
      /** The contact's, when the grant was given. */
      readonly language?: string;
      /** The delegated sections; null for whoever may answer all of them. */
      readonly sections: readonly string[] | null;
      readonly from?: string | null;
    }
  | {
      readonly kind: 'job';
      readonly organisationId: string;
      readonly name: string;
      readonly from?: string | null;
    }
  /** Knows a secret and nothing else yet: finds the row with that hash. */
  | { readonly kind: 'token'; readonly tokenHash: Buffer }
  /** Belongs to no organisation: lookup functions and the product's clock. */
  | { readonly kind: 'none' };

export type MemberActor = Extract<Actor, { kind: 'member' }>;
export type RespondentActor = Extract<Actor, { kind: 'respondent' }>;

const settingNames = [
  'app.organisation_id',
  'app.respondent_organisation_id',
  'app.assessment_id',
  'app.sections',
  'app.token_hash',
] as const;

export type TenancySettings = Readonly<Record<(typeof settingNames)[number], string>>;

const none: TenancySettings = {
  'app.organisation_id': '',
  'app.respondent_organisation_id': '',
  'app.assessment_id': '',
  'app.sections': '',
  'app.token_hash': '',
};

/** Every setting of the transaction, the empty ones too, so that nothing left on a connection can be inherited. */
export function tenancySettings(actor: Actor): TenancySettings {
  switch (actor.kind) {
    case 'member':
    case 'job':
      return { ...none, 'app.organisation_id': actor.organisationId };
    case 'respondent':
      return {
        ...none,
        'app.respondent_organisation_id': actor.organisationId,
        'app.assessment_id': actor.assessmentId,
        'app.sections': sectionsSetting(actor.sections),
      };
    case 'token':
      return { ...none, 'app.token_hash': actor.tokenHash.toString('hex') };
    case 'none':
      return none;
  }
}

/** The database reads the empty setting as "all sections", so a delegate of none must not get it. */
function sectionsSetting(sections: readonly string[] | null): string {
  if (sections === null) return '';
  return sections.length === 0 ? ',' : sections.join(',');
}

/** A statement of its own: inside a CTE the order in which settings and rows are read is not defined. */
export function tenancyStatement(actor: Actor): { text: string; values: string[] } {
  const settings = tenancySettings(actor);
  const calls = settingNames.map((name, index) => `set_config('${name}', $${index + 1}, true)`);
  return { text: `select ${calls.join(', ')}`, values: settingNames.map((name) => settings[name]) };
}
