import type { OpenNextConfig } from '@opennextjs/aws/types/open-next.js';

/** What runs on Lambda and what it leans on (docs/decisions/0052). Licenses, beats and jobs have bundles of their own. */
const config: OpenNextConfig = {
  default: {
    override: {
      wrapper: () =>
        import('./scripts/aws/entries/server-wrapper').then(({ serverWrapper }) => serverWrapper),
      converter: 'aws-apigw-v2',
      incrementalCache: 's3',
      tagCache: 'dynamodb',
      queue: 'sqs',
    },
  },
};

export default config;
