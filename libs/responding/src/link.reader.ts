import { Injectable } from '@nestjs/common';
import { InvitedLinks } from './invited-links';
import { asksForCode, mayBeRenewed, opens, stateOfLink } from './link-state';
import type { SeenLink } from './responding.dto';

/** What the page behind a link says before anybody has clicked. */
@Injectable()
export class LinkReader {
  constructor(private readonly links: InvitedLinks) {}

  read(token: string, from: string | null): Promise<SeenLink> {
    return this.links.with(token, from, (invited) => {
      const state = stateOfLink(invited);
      const { language, organisationName, vendorName, serviceName, askedBy, dueOn, questions } = invited;
      return Promise.resolve({
        state,
        codeNeeded: opens(state) && asksForCode(invited),
        renewable: mayBeRenewed(state),
        language,
        organisationName,
        vendorName,
        serviceName,
        askedBy,
        dueOn,
        questions,
        message: state === 'cancelled' ? invited.cancelledMessage : null,
      });
    });
  }
}
