import { escapeHtml } from '../page-shell';

export interface Page {
  status: number;
  headers: Record<string, string>;
  body: string;
}

interface Html {
  title: string;
  body: string;
  /** Origin that the page's script reports to. */
  parent?: string;
  bodyClass?: string;
}

/** A page of the twin that runs only the twin's own scripts and styles. */
export function htmlPage({ title, body, parent = '', bodyClass = '' }: Html): Page {
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'",
      'referrer-policy': 'no-referrer',
    },
    body: `<!doctype html>
<html lang="ja" data-parent="${escapeHtml(parent)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="/elements/frame.css">
</head>
<body class="${bodyClass}">
${body}
</body>
</html>
`,
  };
}
