/** The portal's colors. A mail cannot read variables, so light is written inline and dark as rules over classes. */
const light = {
  surface: '#faf8f4',
  card: '#ffffff',
  sunken: '#f3efe7',
  text: '#1b1917',
  muted: '#5b554c',
  border: '#d8d1c3',
  accent: '#a8430f',
  onAccent: '#ffffff',
} as const;

const dark = {
  surface: '#131110',
  card: '#1b1917',
  sunken: '#26231f',
  text: '#f3efe7',
  muted: '#aaa399',
  border: '#3a362f',
  accent: '#ee8a58',
  onAccent: '#131110',
} as const;

const fontFamily =
  'system-ui,-apple-system,"Segoe UI","Hiragino Sans","Noto Sans JP","Noto Sans CJK JP","Yu Gothic UI",sans-serif';
const base = { fontFamily, fontSize: '16px', lineHeight: '1.7', color: light.text } as const;

export const styles = {
  body: { backgroundColor: light.surface, margin: 0, padding: '16px 0', fontFamily },
  card: { backgroundColor: light.card, maxWidth: '600px', borderRadius: '12px' },
  inside: { padding: '24px 20px' },
  eyebrow: { ...base, fontSize: '14px', margin: '0 0 4px', color: light.muted },
  title: { ...base, fontSize: '22px', lineHeight: '1.4', margin: '0 0 16px' },
  heading: { ...base, fontSize: '16px', margin: '28px 0 4px' },
  text: { ...base, margin: '0 0 12px' },
  small: { ...base, fontSize: '14px', margin: '0 0 4px', color: light.muted },
  label: { fontSize: '14px', color: light.muted },
  rule: { borderTop: `1px solid ${light.border}`, margin: '28px 0 16px' },
  row: { ...base, padding: '6px 0', borderBottom: `1px solid ${light.border}`, textAlign: 'left' },
  amount: {
    ...base,
    padding: '6px 0 6px 12px',
    borderBottom: `1px solid ${light.border}`,
    textAlign: 'right',
    whiteSpace: 'nowrap',
    verticalAlign: 'top',
  },
  button: {
    ...base,
    backgroundColor: light.accent,
    color: light.onAccent,
    borderRadius: '8px',
    fontWeight: 700,
    padding: '12px 20px',
    textAlign: 'center',
  },
  link: { color: light.accent, textDecoration: 'underline' },
  code: {
    ...base,
    fontSize: '40px',
    lineHeight: '1.2',
    fontWeight: 700,
    letterSpacing: '6px',
    textAlign: 'center',
    backgroundColor: light.sunken,
    borderRadius: '8px',
    padding: '20px 8px',
    margin: '16px 0',
  },
} as const;

/** Programs that know no dark theme skip this; those that invert colors on their own do so with the light ones. */
export const darkRules = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .surface, .surface > table > tbody > tr > td { background-color: ${dark.surface} !important; }
  .card { background-color: ${dark.card} !important; }
  .text { color: ${dark.text} !important; }
  .muted { color: ${dark.muted} !important; }
  .link { color: ${dark.accent} !important; }
  .line { border-color: ${dark.border} !important; }
  .sunken { background-color: ${dark.sunken} !important; color: ${dark.text} !important; }
  .button { background-color: ${dark.accent} !important; color: ${dark.onAccent} !important; }
}`;
