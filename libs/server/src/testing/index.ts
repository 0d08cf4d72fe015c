export { createTestDatabase, type TestDatabase } from './test-database';
export { aProduct, TestProduct, type TestMember, type TestOrganisation } from './product';
