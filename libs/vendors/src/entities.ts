import { ContactEntity } from './contact.entity';
import { DelegationEntity } from './delegating/delegation.entity';
import { PassingOnEntity } from './passing-on/passing-on.entity';
import { VendorApartEntity } from './vendor-apart.entity';
import { VendorMergeMoveEntity } from './vendor-merge-move.entity';
import { VendorMergeEntity } from './vendor-merge.entity';
import { VendorEntity } from './vendor.entity';

/** The tables of this library, named one by one. */
export const vendorsEntities = [
  VendorEntity,
  ContactEntity,
  VendorMergeEntity,
  VendorMergeMoveEntity,
  VendorApartEntity,
  PassingOnEntity,
  DelegationEntity,
] as const;
