import { useId } from 'react';
import styles from './live-controls.module.css';

interface MenuChoicesProps {
  readonly title: string;
  readonly choices: readonly { readonly value: string; readonly text: string }[];
  readonly chosen: string;
  readonly onChoose: (value: string) => void;
}

/** One of several, as native radio buttons: arrow keys and names come with them. */
export function MenuChoices({ title, choices, chosen, onChoose }: MenuChoicesProps) {
  const name = useId();
  return (
    <fieldset className={styles.choices}>
      <legend>{title}</legend>
      {choices.map(({ value, text }) => (
        <label key={value}>
          <input
            type="radio"
            name={name}
            value={value}
            checked={value === chosen}
            onChange={() => onChoose(value)}
          />
          {text}
        </label>
      ))}
    </fieldset>
  );
}
