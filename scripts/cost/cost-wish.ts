/** What is asked for; everything else is in `assumptions` and `prices`. */
export interface CostWish {
  readonly viewers: number;
  /** Of the show; everybody watches all of it. */
  readonly hours: number;
  /** Mbit/s, the average of what is played: it lies below the top rung. */
  readonly bitrate: number;
  /** Part of the segments that the CDN has already, 0 to 1. */
  readonly hitRatio: number;
  /** US dollars; no vendor publishes it. */
  readonly licensePrice: number;
  /** A license lasts so long; each renewal is billed as one. */
  readonly licenseMinutes: number;
  /** 2 where audio and video have licenses of their own. */
  readonly licensesPerPlay: number;
  /** The installation stands so long. */
  readonly deployedHours: number;
  /** Function environments kept warm around the show. */
  readonly warm: number;
  /** Capacity of one database instance during the show, in ACUs; the standby follows it. */
  readonly acus: number;
  /** 1: packaged in a second region too (`video.secondRegion` of the plan). */
  readonly secondRegion: number;
  /** 1: a second encoder records the show (`recording` of a channel). */
  readonly recording: number;
  /** 1: a reference for Content ID goes to YouTube (`youtubeSecretName` of a channel). */
  readonly youtube: number;
  /** The test channel runs so long; 0: there is none. */
  readonly testHours: number;
  /** MediaConnect flows: two for a show that comes by SRT, one more where it is recorded. */
  readonly srtFlows: number;
  /** Percent on top of all of it. */
  readonly tax: number;
}

/** What infra/config/example.ts switches on; its show comes over a line of its own and needs no flow. */
export const defaultWish = {
  hitRatio: 0.99,
  licensePrice: 0.01,
  licenseMinutes: 60,
  licensesPerPlay: 1,
  deployedHours: 72,
  warm: 80,
  acus: 8,
  secondRegion: 1,
  recording: 1,
  youtube: 1,
  // The test channel is started with the installation (docs/deploy.md) and nobody has a reason to stop it.
  testHours: 72,
  srtFlows: 0,
  tax: 10,
} as const satisfies Partial<CostWish>;

/** What we took for granted, each with its unit in the name. */
export const assumptions = {
  segmentSeconds: 4,
  /** Video, audio, and the manifest read again. */
  requestsPerSegment: 3,
  /** Warm functions and database capacity before the doors and after the end. */
  extraHours: 1,
  /** Three hours before doors (docs/runbook.md), and doors an hour before the start. */
  encoderHoursBefore: 4,
  encoderHoursAfter: 1,
  /** Pictures and sound of infra/video/ladder.ts at their upper limits; a test compares. */
  ladderMbits: 11.328,
  /** What of it goes to YouTube: the top rung and the sound. */
  youtubeMbits: 5.628,
  /** Renditions that MediaLive counts as HD (from 720 lines) and as SD. */
  hdRenditions: 2,
  sdRenditions: 3,
  showPipelines: 2,
  beatSeconds: 30,
  beatLambdaSeconds: 0.02,
  licenseLambdaSeconds: 0.3,
  licenseFunctionGb: 0.5,
  /** Event, sign-in, checkout, order, tickets, watch, and what they ask for that no cache may answer. */
  portalRequestsPerViewer: 30,
  portalLambdaSeconds: 0.1,
  portalFunctionGb: 1,
  idleAcus: 0.5,
  /** The writer and its standby; RDS Proxy is counted for both, each with its own least amount. */
  databaseInstances: 2,
  proxyLeastAcus: 8,
  natGateways: 2,
  natKbPerLicense: 16,
  natKbPerViewer: 50,
  logBytesPerRequest: 500,
  hoursPerMonth: 730,
} as const;
