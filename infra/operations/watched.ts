import type { Data } from '../data/data-stack';
import type { Portal } from '../portal/portal-stack';
import type { Video } from '../video/video-stacks';

/** The parts of an installation that alarms and the dashboard look at. */
export interface Watched {
  readonly portal: Portal;
  readonly data: Data;
  readonly video: Video | undefined;
}
