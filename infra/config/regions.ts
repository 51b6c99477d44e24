/** Where every service that we use exists (MediaLive is the rarest). CloudFront's own parts are always in us-east-1. */
export const regions = [
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-2',
] as const;

export type Region = (typeof regions)[number];

/** Certificates and web ACLs of CloudFront live here and nowhere else (CloudFront Developer Guide). */
export const edgeRegion = 'us-east-1';
