import {
  AllowedMethods,
  type BehaviorOptions,
  type FunctionAssociation,
  type IOrigin,
  type ResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import type { Policies } from './cache-policies';

interface Parts {
  readonly policies: Policies;
  readonly headers: ResponseHeadersPolicy;
  readonly tell: FunctionAssociation;
  readonly tellCountry: FunctionAssociation;
  readonly server: IOrigin;
  readonly quick: IOrigin;
  readonly license: IOrigin;
  readonly assets: IOrigin;
  readonly assetPatterns: readonly string[];
}

/** License, beat and certificate: their own function (stack.md of a rush: nothing else may take its share). */
export const licensePatterns = ['/api/license/*', '/api/certificate/*', '/api/playback/*/heartbeat'] as const;
/** What decides by the viewer's country beside them (who calls lib/http/client-country.ts). */
export const countryPatterns = ['/api/playback', '/watch/*', '/en/watch/*'] as const;
/** Pages that read no cookies (`revalidate` and `generateStaticParams` in app/), and JSON that is the same for all. */
export const publicPatterns = [
  '/',
  '/en',
  '/events/*',
  '/en/events/*',
  '/help',
  '/en/help',
  '/api/events/*/state',
  '/api/events/*/health',
  '/api/announcements',
] as const;

/** What is listed nowhere is a private answer: never kept, whatever it says of itself. */
export function privateBehavior({ policies, headers, tell, server }: Parts): BehaviorOptions {
  return {
    origin: server,
    cachePolicy: policies.never,
    originRequestPolicy: policies.whole,
    responseHeadersPolicy: headers,
    allowedMethods: AllowedMethods.ALLOW_ALL,
    viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    functionAssociations: [tell],
    compress: true,
  };
}

/** In this order; the first pattern that fits counts. */
export function listedBehaviors(parts: Parts): Record<string, BehaviorOptions> {
  const { policies, headers, license, assets, server, quick, tell } = parts;
  const byCountry: BehaviorOptions = {
    ...privateBehavior(parts),
    cachePolicy: policies.byCountry,
    functionAssociations: [parts.tellCountry],
  };
  const ofLicense = (pattern: string): BehaviorOptions => ({
    ...(pattern === '/api/certificate/*' ? privateBehavior(parts) : byCountry),
    origin: license,
    // Licenses are opaque bytes that compression only delays.
    compress: false,
    viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
  });
  const ofEveryone: BehaviorOptions = {
    origin: server,
    cachePolicy: policies.asAnswered,
    originRequestPolicy: policies.anonymous,
    responseHeadersPolicy: headers,
    allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
    viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    functionAssociations: [tell],
    compress: true,
  };
  // Pages render, which may take longer where nothing is kept yet.
  const ofEveryoneFor = (pattern: string): BehaviorOptions =>
    pattern.startsWith('/api/') ? { ...ofEveryone, origin: quick } : ofEveryone;
  const ofFiles: BehaviorOptions = {
    origin: assets,
    cachePolicy: policies.assets,
    responseHeadersPolicy: headers,
    allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
    viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    compress: true,
  };
  return Object.fromEntries([
    ...licensePatterns.map((pattern) => [pattern, ofLicense(pattern)]),
    ...countryPatterns.map((pattern) => [pattern, byCountry]),
    ...publicPatterns.map((pattern) => [pattern, ofEveryoneFor(pattern)]),
    ...parts.assetPatterns.map((pattern) => [`/${pattern.replace(/^\//, '')}`, ofFiles]),
  ]);
}
