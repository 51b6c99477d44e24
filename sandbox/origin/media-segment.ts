import type { MediaKind, MediaSample } from './media-track';
import { ascii, box, concatBytes, findBox, fullBox, int32, uint16, uint32, uint64 } from './mp4-boxes';
import { encryptSample, type EncryptedSample, type Scheme } from './sample-encryption';

export interface SegmentEncryption {
  scheme: Scheme;
  key: Uint8Array;
  /** The constant IV of cbcs. */
  iv: Uint8Array;
  /** cenc: the IV of the first sample; each next sample has the next number. */
  firstIv: bigint;
}

interface SegmentPlan {
  kind: MediaKind;
  samples: MediaSample[];
  sequence: number;
  /** In units of the track's timescale. */
  decodeTime: number;
  /** Absent for a clear segment. */
  encryption?: SegmentEncryption;
}

interface WrittenSample extends EncryptedSample {
  row: Uint8Array;
  iv: Uint8Array;
}

/** One CMAF media segment (styp, moof, mdat), with sample auxiliary information when it is encrypted. */
export function writeSegment(plan: SegmentPlan): Uint8Array {
  const samples = plan.samples.map((sample, index) => writeSample(plan, sample, index));
  const auxiliary = plan.encryption === undefined ? [] : sampleAuxiliary(samples, plan.encryption.scheme);
  const draft = movieFragment({ plan, samples, auxiliary, dataOffset: 0, sencEntries: 0 });
  const dataOffset = draft.length + 8;
  // saio points behind version, flags and sample count of senc.
  const sencEntries = auxiliary.length === 0 ? 0 : findBox(draft, 'moof/traf/senc').body + 8;
  return concatBytes([
    box('styp', ascii('msdh'), uint32(0), ascii('msdhmsixcmfs')),
    movieFragment({ plan, samples, auxiliary, dataOffset, sencEntries }),
    box('mdat', ...samples.map((sample) => sample.data)),
  ]);
}

function writeSample(plan: SegmentPlan, sample: MediaSample, index: number): WrittenSample {
  const { kind, encryption } = plan;
  const row = concatBytes([
    uint32(sample.duration, sample.data.length, sample.flags),
    int32(sample.compositionOffset),
  ]);
  if (encryption === undefined) return { row, iv: new Uint8Array(), data: sample.data, subsamples: [] };
  const { scheme, key } = encryption;
  const iv = scheme === 'cenc' ? uint64(encryption.firstIv + BigInt(index)) : encryption.iv;
  return { row, iv, ...encryptSample(sample.data, { kind, scheme, key, iv }) };
}

/** senc and saiz; nothing for fully protected samples with a constant IV, which need no information of their own. */
function sampleAuxiliary(samples: WrittenSample[], scheme: Scheme): Uint8Array[] {
  const hasSubsamples = samples.some((sample) => sample.subsamples.length > 0);
  if (scheme === 'cbcs' && !hasSubsamples) return [];
  const entries = samples.map(({ iv, subsamples }) => {
    const parts = subsamples.map((part) => concatBytes([uint16(part.clear), uint32(part.protected)]));
    const table = hasSubsamples ? [uint16(subsamples.length), ...parts] : [];
    return concatBytes([...(scheme === 'cenc' ? [iv] : []), ...table]);
  });
  const sizes = entries.map((entry) => entry.length);
  const size = sizes[0] ?? 0;
  const isUniform = sizes.every((other) => other === size);
  return [
    fullBox('senc', [0, hasSubsamples ? 2 : 0], uint32(samples.length), ...entries),
    fullBox(
      'saiz',
      [0, 0],
      Uint8Array.of(isUniform ? size : 0),
      uint32(samples.length),
      Uint8Array.from(isUniform ? [] : sizes),
    ),
  ];
}

function movieFragment(fragment: {
  plan: SegmentPlan;
  samples: WrittenSample[];
  auxiliary: Uint8Array[];
  dataOffset: number;
  sencEntries: number;
}): Uint8Array {
  const { plan, samples, auxiliary } = fragment;
  const saio = auxiliary.length === 0 ? [] : [fullBox('saio', [0, 0], uint32(1, fragment.sencEntries))];
  return box(
    'moof',
    fullBox('mfhd', [0, 0], uint32(plan.sequence)),
    box(
      'traf',
      // default-base-is-moof
      fullBox('tfhd', [0, 0x20000], uint32(1)),
      fullBox('tfdt', [1, 0], uint64(BigInt(plan.decodeTime))),
      // data offset; duration, size, flags and composition offset of each sample
      fullBox(
        'trun',
        [1, 0xf01],
        uint32(samples.length, fragment.dataOffset),
        ...samples.map((sample) => sample.row),
      ),
      ...auxiliary,
      ...saio,
    ),
  );
}
