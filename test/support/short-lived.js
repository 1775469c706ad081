import { setFlagsFromString } from 'node:v8';

/** For processes with an embedded database that end within minutes: what optimising its code costs never comes back. */
setFlagsFromString('--liftoff-only');
