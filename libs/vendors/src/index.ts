export { ApartService } from './apart.service';
export { ContactEntity } from './contact.entity';
export { vendorsEntities } from './entities';
export {
  LikelyDuplicates,
  MergedInto,
  MergedVendor,
  MergePreview,
  RecentMerge,
  TwoCompanies,
} from './merge.dto';
export { MergeReader } from './merge.reader';
export { MergeService } from './merge.service';
export { MergingModule } from './merging.module';
export { DelegatingModule } from './delegating/delegating.module';
export { PassingOnFollows } from './passing-on/passing-on-follows';
export { PassingOnModule } from './passing-on/passing-on.module';
export { vendorRested } from './vendor-changes';
export { VendorFields } from './vendor-fields.dto';
export { KEPT_VENDOR_STATES, type KeptVendorState, VENDOR_STATES, type VendorState } from './vendor-states';
export { VendorEntity } from './vendor.entity';
