import {
  digitsOf,
  findProblems,
  formatCvc,
  formatExpiry,
  formatNumber,
  readExpiry,
  type CardEntry,
} from './card-fields';
import { findContactProblems, type Contact } from './contact-fields';
import { createFieldPanel, type MethodPanel, type PanelEvent } from './field-panel';
import { inputById } from './frame-dom';
import type { MethodType } from './payment-methods';

type Report = (event: PanelEvent) => void;

/** The panel of each method; all are in the page, and the tabs show one. */
export function createPanels(report: Report): Record<MethodType, MethodPanel> {
  return {
    card: cardPanel(report),
    konbini: konbiniPanel(report),
    paypay: createFieldPanel({ fields: [], readParams: () => ({}) }, report),
  };
}

/** Puts name and e-mail where the buyer has typed nothing of their own; `previous` are the defaults until now. */
export function fillContact(next: Partial<Contact>, previous: Partial<Contact>): void {
  for (const id of ['name', 'email'] as const) {
    const input = inputById(id);
    const isOwn = input.value !== '' && input.value !== previous[id];
    if (next[id] !== undefined && next[id] !== previous[id] && !isOwn) input.value = next[id];
  }
}

function cardPanel(report: Report): MethodPanel {
  const entry = (): CardEntry => ({
    number: inputById('number').value,
    expiry: inputById('expiry').value,
    cvc: inputById('cvc').value,
  });
  const problems = () => findProblems(entry(), new Date());
  return createFieldPanel(
    {
      fields: [
        { id: 'number', findProblem: () => problems().number, format: formatNumber },
        { id: 'expiry', findProblem: () => problems().expiry, format: formatExpiry },
        {
          id: 'cvc',
          findProblem: () => problems().cvc,
          format: (text) => formatCvc(text, entry().number),
        },
      ],
      readParams: () => {
        const { number, expiry, cvc } = entry();
        const { month, year } = readExpiry(expiry);
        return {
          'payment_method_data[card][number]': digitsOf(number),
          'payment_method_data[card][exp_month]': String(month),
          'payment_method_data[card][exp_year]': String(year),
          'payment_method_data[card][cvc]': digitsOf(cvc),
        };
      },
    },
    report,
  );
}

function konbiniPanel(report: Report): MethodPanel {
  const contact = (): Contact => ({ name: inputById('name').value, email: inputById('email').value });
  return createFieldPanel(
    {
      fields: [
        { id: 'name', findProblem: () => findContactProblems(contact()).name },
        { id: 'email', findProblem: () => findContactProblems(contact()).email },
      ],
      readParams: () => {
        const { name, email } = contact();
        return {
          'payment_method_data[billing_details][name]': name.trim(),
          'payment_method_data[billing_details][email]': email.trim(),
        };
      },
    },
    report,
  );
}
