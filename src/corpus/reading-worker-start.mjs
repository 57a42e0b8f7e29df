// Node 20 cannot start a worker from TypeScript, not even under tsx: register tsx in the thread, then load the worker.
import { register } from 'tsx/esm/api';

register();
await import('./reading-worker.ts');
