export { aProduct, TestProduct, type TestMember, type TestOrganisation } from './product';
