import { runCommand } from './run-command';
import { runDemo } from './run-demo';

runCommand((onStop) => runDemo('aws', onStop));
