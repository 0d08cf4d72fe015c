import type { Params } from '@angular/router';
import type { Uuid, WhatNext } from '@countersign/api-types';
import type { Permission } from '../../session/permissions';
import { NEXT_ACTION_WORDS } from '../../ui/words';

export interface NextStep {
  readonly text: string;
  readonly link: string[];
  readonly params: Params;
  readonly permission: Permission;
}

interface Subject {
  readonly id: Uuid;
  readonly vendorId: Uuid;
  readonly whatNext: WhatNext;
}

/** Where the one primary action of an engagement leads. */
export function nextStep({ id, vendorId, whatNext }: Subject): NextStep | null {
  const text = NEXT_ACTION_WORDS[whatNext.action];
  const here = ['/engagements', id];
  const target = whatNext.targetId;
  switch (whatNext.action) {
    case 'none':
      return null;
    case 'send-assessment':
      return {
        text,
        link: here,
        params: { tab: 'assessments', step: 'send' },
        permission: 'assessment.send',
      };
    case 'send-follow-up':
      return target === null
        ? { text, link: here, params: { tab: 'overview' }, permission: 'assessment.send' }
        : { text, link: ['/assessments', target], params: {}, permission: 'assessment.send' };
    case 'review':
      return target === null
        ? { text, link: here, params: { tab: 'assessments' }, permission: 'assessment.review' }
        : { text, link: ['/assessments', target], params: {}, permission: 'assessment.review' };
    case 'settle-decline':
      return target === null
        ? { text, link: here, params: { tab: 'assessments' }, permission: 'assessment.send' }
        : { text, link: ['/assessments', target], params: { tab: 'closing' }, permission: 'assessment.send' };
    case 'approve':
      return { text, link: here, params: { tab: 'approval' }, permission: 'engagement.approve' };
    case 'record-contract':
      return {
        text,
        link: ['/contracts', 'new'],
        params: { vendorId, engagementId: id },
        permission: 'contract.write',
      };
    case 'mark-clauses':
      return target === null
        ? { text, link: here, params: { tab: 'contract' }, permission: 'contract.write' }
        : { text, link: ['/contracts', target], params: { tab: 'clauses' }, permission: 'contract.write' };
    case 'state-use':
    case 'return-data':
      return { text, link: here, params: { tab: 'overview', step: 'use' }, permission: 'vendor.write' };
    case 'decide-term':
      return target === null
        ? { text, link: here, params: { tab: 'contract' }, permission: 'contract.write' }
        : { text, link: ['/contracts', target], params: {}, permission: 'contract.write' };
  }
}
