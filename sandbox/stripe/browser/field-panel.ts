import { byId, inputById } from './frame-dom';
import type { FieldId, FrameText, Problem } from './frame-text';

export interface FieldRules {
  id: FieldId;
  findProblem(): Problem | undefined;
  format?(text: string): string;
}

interface PanelRules {
  fields: FieldRules[];
  /** What the API is told of the entries, beside the method's type. */
  readParams(): Record<string, string>;
}

export type PanelEvent = 'change' | 'focus' | 'blur' | 'escape';

/** The inside of one method's tab. */
export interface MethodPanel {
  isComplete(): boolean;
  isEmpty(): boolean;
  /** Shows all problems, moves the focus to the first one and returns it; undefined when there is none. */
  submit(): Problem | undefined;
  readParams(): Record<string, string>;
  translate(text: FrameText): void;
  focus(): void;
  clear(): void;
  lock(isLocked: boolean): void;
}

/** Brings labels, formatting and problems to the fields of a method. */
export function createFieldPanel(rules: PanelRules, report: (event: PanelEvent) => void): MethodPanel {
  const fields = rules.fields.map((field) => ({ ...field, input: inputById(field.id) }));
  const touched = new Set<FieldId>();
  let text: FrameText | undefined;
  const showProblems = (): void => {
    for (const { id, input, findProblem } of fields) {
      const problem = touched.has(id) ? findProblem() : undefined;
      input.setAttribute('aria-invalid', String(problem !== undefined));
      byId(`${id}-problem`).textContent = problem === undefined ? '' : (text?.problems[problem] ?? '');
    }
  };
  for (const field of fields) startField(field, { touched, showProblems, report });
  return {
    isComplete: () => fields.every(({ findProblem }) => findProblem() === undefined),
    isEmpty: () => fields.every(({ input }) => input.value === ''),
    submit: () => {
      for (const { id } of fields) touched.add(id);
      showProblems();
      const first = fields.find(({ findProblem }) => findProblem() !== undefined);
      first?.input.focus();
      return first?.findProblem();
    },
    readParams: rules.readParams,
    translate: (next) => {
      text = next;
      for (const { id } of fields) byId(`${id}-label`).textContent = next.labels[id];
      showProblems();
    },
    focus: () => fields[0]?.input.focus(),
    clear: () => {
      touched.clear();
      for (const { input } of fields) input.value = '';
      showProblems();
    },
    lock: (isLocked) => {
      for (const { input } of fields) input.readOnly = isLocked;
    },
  };
}

interface FieldContext {
  touched: Set<FieldId>;
  showProblems(): void;
  report(event: PanelEvent): void;
}

function startField(
  { id, input, format }: FieldRules & { input: HTMLInputElement },
  { touched, showProblems, report }: FieldContext,
): void {
  input.addEventListener('input', () => {
    // Only with the caret at the end, so that an edit in the middle stays where it is.
    const isAtEnd = input.selectionStart === input.value.length;
    if (format !== undefined && isAtEnd) input.value = format(input.value);
    if (touched.has(id)) showProblems();
    report('change');
  });
  input.addEventListener('focus', () => report('focus'));
  input.addEventListener('blur', () => {
    if (input.value !== '') touched.add(id);
    showProblems();
    report('blur');
  });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') report('escape');
  });
}
