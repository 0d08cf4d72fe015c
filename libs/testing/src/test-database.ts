export { createTestDatabase, type TestDatabase } from '../../../tools/testing/test-database.cjs';
