import { sellingPoints } from './crash-points';
import { testCrashPoints } from './test-crash-points';

testCrashPoints('crash-selling', sellingPoints);
