import process from 'node:process';

/** Long runs on the real daemon, whose waits are real: `npm run test:endurance`. */
const ENDURANCE = process.env.ENDURANCE === '1' ? [] : ['<rootDir>/test/endurance/'];

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', ...ENDURANCE],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript' }, keepClassNames: true },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  transformIgnorePatterns: ['/node_modules/'],
  setupFiles: ['<rootDir>/test/support/short-lived.js'],
  testSequencer: '<rootDir>/test/spread-long.js',
  // The suites with daemons mostly wait: two workers more than cores keep two cores busy.
  maxWorkers: 4,
  // What many suites leave in a worker makes it end later than jest waits, which then speaks of leaks.
  workerIdleMemoryLimit: '600MB',
  testTimeout: 30_000,
};
