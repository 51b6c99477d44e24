import type { Appearance } from '@stripe/stripe-js';

/** Stripe's fields in the colors of the page, read from elements that wear them: Stripe knows no CSS variables. */
export function stripeAppearance(probe: Element): Appearance {
  const page = getComputedStyle(document.body);
  const { color, backgroundColor, outlineColor } = getComputedStyle(probe);
  const isDark = window.matchMedia('(prefers-color-scheme: dark)').matches;
  return {
    theme: isDark ? 'night' : 'stripe',
    variables: {
      colorText: page.color,
      colorPrimary: color,
      colorBackground: backgroundColor,
      colorDanger: outlineColor,
      borderRadius: '4px',
    },
  };
}
