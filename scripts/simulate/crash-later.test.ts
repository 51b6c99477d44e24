import { laterPoints } from './crash-points';
import { testCrashPoints } from './test-crash-points';

testCrashPoints('crash-later', laterPoints);
