import { encode } from 'uqr';

interface QrCodeProps {
  readonly text: string;
  /** For those who do not see it. */
  readonly label: string;
}

/** A QR code, dark on light in both color schemes: scanners need that, and a margin of four modules (ISO/IEC 18004). */
export function QrCode({ text, label }: QrCodeProps) {
  const { size, data } = encode(text, { ecc: 'M', border: 4 });
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return (
    <svg
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
      className="w-full rounded-control bg-surface-raised text-text scheme-only-light"
    >
      <path d={path} fill="currentColor" />
    </svg>
  );
}
