import { Injectable } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { MemberLinks } from '@countersign/identity';
import { Config, fieldProblems, invalid } from '@countersign/platform';
import { OperatorsOrganisation } from './set-up.dto';
import { FoundOrganisation } from '../founding/found-organisation';
import { Invitations } from '../members/invitations';

/** What the operator does from the command line: found an organisation and invite its administrator. */
@Injectable()
export class AnotherOrganisation {
  constructor(
    private readonly config: Config,
    private readonly founding: FoundOrganisation,
    private readonly invitations: Invitations,
    private readonly links: MemberLinks,
  ) {}

  /** Gives the address of the invitation, which is mailed as well, with a link of its own. */
  async found(wanted: object): Promise<string> {
    const form = plainToInstance(OperatorsOrganisation, wanted);
    const errors = await validate(form, { whitelist: true, forbidNonWhitelisted: true });
    if (errors.length > 0) throw invalid(fieldProblems(errors));
    const { organisation, administrator } = form;
    let token = '';
    await this.founding.found(organisation, {
      last: async () => {
        const invited = { ...administrator, roles: ['admin'] as const, leadId: null };
        const { id } = await this.invitations.invite(invited);
        token = await this.links.mint('invitation', id);
      },
    });
    return `${this.config.publicUrl}/invitation#t=${token}`;
  }
}
