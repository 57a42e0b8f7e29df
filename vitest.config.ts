import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The bot, the index build and the model run as real processes and threads.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // Most of the time a test waits for a bot in a process of its own.
    maxWorkers: 2,
  },
});
