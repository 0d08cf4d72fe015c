module.exports = require('../../tools/jest.services.cjs')(__dirname, 'worker');
