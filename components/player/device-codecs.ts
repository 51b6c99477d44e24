const VIDEO = 'video/mp4; codecs="avc1.4d401f"';
const AUDIO = 'audio/mp4; codecs="mp4a.40.2"';

/** H.264 by size, with a level that fits and the bitrate that such pictures have. Best first. */
const sizes = [
  { height: 2160, width: 3840, codec: 'avc1.640033', bitrate: 15_000_000 },
  { height: 1080, width: 1920, codec: 'avc1.640028', bitrate: 6_000_000 },
  { height: 720, width: 1280, codec: 'avc1.4d401f', bitrate: 3_000_000 },
  { height: 480, width: 854, codec: 'avc1.4d401e', bitrate: 1_200_000 },
] as const;

/** Whether H.264 (main profile) and AAC can be fed to the browser piece by piece, as every stream of ours is. */
export function hasCodecs(): boolean {
  const source = 'ManagedMediaSource' in window ? window.ManagedMediaSource : window.MediaSource;
  if (!hasTypeTest(source)) return false;
  return source.isTypeSupported(VIDEO) && source.isTypeSupported(AUDIO);
}

/** The greatest height in lines that plays smoothly; undefined when not even 480 does, or the browser cannot tell. */
export async function findHeight(): Promise<number | undefined> {
  for (const { height, width, codec, bitrate } of sizes) {
    const video = { contentType: `video/mp4; codecs="${codec}"`, width, height, bitrate, framerate: 30 };
    try {
      const answer = await navigator.mediaCapabilities.decodingInfo({ type: 'media-source', video });
      if (answer.supported && answer.smooth) return height;
    } catch {
      return undefined;
    }
  }
  return undefined;
}

interface TypeTest {
  isTypeSupported(type: string): boolean;
}

function hasTypeTest(source: unknown): source is TypeTest {
  return typeof source === 'function' && 'isTypeSupported' in source;
}
