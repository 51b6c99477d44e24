export interface Contact {
  name: string;
  email: string;
}

export type ContactProblem = 'incomplete_name' | 'incomplete_email' | 'invalid_email';

/** What is wrong with each field of a konbini payment; both are required. */
export function findContactProblems({
  name,
  email,
}: Contact): Record<keyof Contact, ContactProblem | undefined> {
  return { name: name.trim() === '' ? 'incomplete_name' : undefined, email: emailProblem(email.trim()) };
}

function emailProblem(email: string): ContactProblem | undefined {
  if (email === '') return 'incomplete_email';
  return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(email) ? undefined : 'invalid_email';
}
