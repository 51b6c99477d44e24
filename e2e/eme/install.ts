import { copyOf } from './bytes';
import type { Cdm, CertificateHolder } from './cdm';
import { FacadeSession } from './facade-session';
import { createFairPlayCdm, isDer } from './fairplay-cdm';
import { createPlayReadyCdm } from './playready-cdm';
import { sendSinfEvents } from './sinf-events';
import type { EmeTrace, FacadeOptions } from './trace';
import { createWidevineCdm, isWidevineCertificate } from './widevine-cdm';

const clearKey = 'org.w3.clearkey';
const software = ['', 'SW_SECURE_CRYPTO', 'SW_SECURE_DECODE', '150', '2000'];

interface Vendor {
  readonly createCdm: (holder: CertificateHolder) => Cdm;
  readonly isCertificate: (bytes: Uint8Array<ArrayBuffer>) => boolean;
}

const vendors = new Map<string, Vendor>([
  ['com.widevine.alpha', { createCdm: createWidevineCdm, isCertificate: isWidevineCertificate }],
  ['com.microsoft.playready', { createCdm: createPlayReadyCdm, isCertificate: () => false }],
  ['com.apple.fps', { createCdm: createFairPlayCdm, isCertificate: isDer }],
]);

/** Gives this page vendors' key systems over the browser's own ClearKey. To be called before any other script runs. */
export function install(options: FacadeOptions): void {
  const trace: EmeTrace = { accesses: [], certificates: [], messages: [], updates: [], statuses: [] };
  window.__eme = trace;
  const realKeys = new WeakMap<object, MediaKeys>();
  const vendorOf = (keySystem: string) => {
    // PlayReady's names for levels and browsers are one key system here.
    const family = keySystem.replace(/\.(recommendation|hardware)\b.*$/, '');
    return options.keySystems.includes(family) ? vendors.get(family) : undefined;
  };
  const reaches = (robustness: string | undefined) =>
    (options.robustness ?? software).includes(robustness ?? '');

  const disguise = (real: MediaKeySystemAccess, keySystem: string, vendor: Vendor) => ({
    keySystem,
    getConfiguration: () => ({
      ...real.getConfiguration(),
      initDataTypes: keySystem === 'com.apple.fps' ? ['sinf', 'skd'] : ['cenc'],
    }),
    createMediaKeys: async () => {
      const mediaKeys = await real.createMediaKeys();
      const keys = createKeys({ mediaKeys, vendor, trace, options });
      realKeys.set(keys, mediaKeys);
      return keys;
    },
  });

  replaceAccess({ vendorOf, reaches, disguise, trace });
  replaceDecodingInfo({ vendorOf, reaches, disguise, trace });
  replaceSetMediaKeys(realKeys);
  if (options.keySystems.includes('com.apple.fps')) sendSinfEvents();
}

interface Replacement {
  readonly vendorOf: (keySystem: string) => Vendor | undefined;
  readonly reaches: (robustness: string | undefined) => boolean;
  readonly disguise: (real: MediaKeySystemAccess, keySystem: string, vendor: Vendor) => object;
  readonly trace: EmeTrace;
}

interface KeysParts {
  readonly mediaKeys: MediaKeys;
  readonly vendor: Vendor;
  readonly trace: EmeTrace;
  readonly options: FacadeOptions;
}

function createKeys({ mediaKeys, vendor, trace, options }: KeysParts) {
  const holder: CertificateHolder = { certificate: undefined };
  return {
    createSession: () =>
      new FacadeSession({
        real: mediaKeys.createSession('temporary'),
        cdm: vendor.createCdm(holder),
        trace,
        options,
      }),
    setServerCertificate: async (certificate: BufferSource) => {
      const bytes = copyOf(certificate);
      if (!vendor.isCertificate(bytes)) throw new TypeError('This is no certificate of the key system.');
      holder.certificate = bytes;
      trace.certificates.push(bytes.length);
      return true;
    },
    getStatusForPolicy: (policy: MediaKeysPolicy) => mediaKeys.getStatusForPolicy(policy),
  };
}

function replaceAccess({ vendorOf, reaches, disguise, trace }: Replacement): void {
  const real = navigator.requestMediaKeySystemAccess.bind(navigator);
  const value = async (keySystem: string, wanted: readonly MediaKeySystemConfiguration[]) => {
    const vendor = vendorOf(keySystem);
    if (vendor === undefined) return real(keySystem, [...wanted]);
    const possible = wanted.filter((configuration) =>
      [...(configuration.videoCapabilities ?? []), ...(configuration.audioCapabilities ?? [])].every(
        ({ robustness }) => reaches(robustness),
      ),
    );
    trace.accesses.push({ keySystem, isGranted: possible.length > 0 });
    if (possible.length === 0) throw new DOMException('Robustness is out of reach.', 'NotSupportedError');
    return disguise(await real(clearKey, possible.map(asClearKey)), keySystem, vendor);
  };
  Object.defineProperty(navigator, 'requestMediaKeySystemAccess', { configurable: true, value });
}

function asClearKey(wanted: MediaKeySystemConfiguration): MediaKeySystemConfiguration {
  const plain = (capabilities: MediaKeySystemMediaCapability[] | undefined) =>
    (capabilities ?? []).map((capability) => ({ ...capability, robustness: '' }));
  return {
    initDataTypes: ['keyids'],
    sessionTypes: ['temporary'],
    audioCapabilities: plain(wanted.audioCapabilities),
    videoCapabilities: plain(wanted.videoCapabilities),
  };
}

/** The only door that Shaka 5 uses. */
function replaceDecodingInfo({ vendorOf, reaches, disguise, trace }: Replacement): void {
  const { mediaCapabilities } = navigator;
  const real = mediaCapabilities.decodingInfo.bind(mediaCapabilities);
  const value = async (wanted: MediaDecodingConfiguration) => {
    const { keySystemConfiguration: keys, ...media } = wanted;
    const vendor = keys && vendorOf(keys.keySystem);
    if (keys === undefined || vendor === undefined) return real(wanted);
    const { audio, video } = keys;
    const isGranted = reaches(audio?.robustness) && reaches(video?.robustness);
    trace.accesses.push({ keySystem: keys.keySystem, isGranted });
    if (!isGranted) return { supported: false, smooth: false, powerEfficient: false, keySystemAccess: null };
    const answer = await real({
      ...media,
      keySystemConfiguration: {
        keySystem: clearKey,
        initDataType: 'keyids',
        ...(audio === undefined ? {} : { audio: { ...audio, robustness: '' } }),
        ...(video === undefined ? {} : { video: { ...video, robustness: '' } }),
      },
    });
    const { supported, smooth, powerEfficient, keySystemAccess } = answer;
    return {
      supported,
      smooth,
      powerEfficient,
      keySystemAccess: keySystemAccess && disguise(keySystemAccess, keys.keySystem, vendor),
    };
  };
  Object.defineProperty(mediaCapabilities, 'decodingInfo', { configurable: true, value });
}

function replaceSetMediaKeys(realKeys: WeakMap<object, MediaKeys>): void {
  const shown = new WeakMap<HTMLMediaElement, object>();
  const real = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'setMediaKeys')?.value;
  Object.defineProperties(HTMLMediaElement.prototype, {
    setMediaKeys: {
      configurable: true,
      value(this: HTMLMediaElement, keys: object | null) {
        if (keys === null) shown.delete(this);
        else shown.set(this, keys);
        return Reflect.apply(real, this, [keys && (realKeys.get(keys) ?? keys)]);
      },
    },
    mediaKeys: {
      configurable: true,
      get(this: HTMLMediaElement) {
        return shown.get(this) ?? null;
      },
    },
  });
}
