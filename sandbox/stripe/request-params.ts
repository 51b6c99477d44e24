import { invalidParameter, notImitated } from './api-error';
import type { FormObject } from './form';

export interface ParameterNames {
  imitated: readonly string[];
  /** Real parameters of Stripe that the twin refuses as not imitated. */
  real?: readonly string[];
}

/** Throws 400 `parameter_unknown` for a name Stripe does not know, and a loud 400 for one the twin lacks. */
export function refuseUnknownParameters(params: FormObject, names: ParameterNames): void {
  for (const name of Object.keys(params)) {
    if (names.imitated.includes(name)) continue;
    if (names.real?.includes(name) === true) throw notImitated(`The parameter \`${name}\``, name);
    if (name === 'payment_method_types') {
      throw invalidParameter({
        message: 'The `payment_method_types` parameter is no longer supported in this API version.',
        code: 'payment_method_types_no_longer_supported',
        param: name,
      });
    }
    throw invalidParameter({
      message: `Received unknown parameter: ${name}`,
      code: 'parameter_unknown',
      param: name,
    });
  }
}

/** A string parameter; undefined when absent; 400 when it is an object. */
export function readString(params: FormObject, name: string): string | undefined {
  const value = params[name];
  if (value !== undefined && typeof value !== 'string') {
    throw invalidParameter({ message: `Invalid string: ${JSON.stringify(value)}`, param: name });
  }
  return value;
}

/** A string parameter that must be one of the choices. */
export function readChoice<Choice extends string>(
  params: FormObject,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  const value = readString(params, name);
  if (value === undefined) return undefined;
  const choice = choices.find((candidate) => candidate === value);
  if (choice === undefined) {
    throw invalidParameter({ message: `Invalid ${name}: must be one of ${choices.join(', ')}`, param: name });
  }
  return choice;
}

/** A whole number; `35.5` and `1e3` are refused with `parameter_invalid_integer`. */
export function readInteger(params: FormObject, name: string): number | undefined {
  const value = readString(params, name);
  if (value === undefined) return undefined;
  if (!/^-?\d{1,15}$/.test(value)) {
    throw invalidParameter({
      message: `Invalid integer: ${value}`,
      code: 'parameter_invalid_integer',
      param: name,
    });
  }
  return Number(value);
}

/** `true` or `false`, nothing else. */
export function readBoolean(params: FormObject, name: string): boolean | undefined {
  const value = readString(params, name);
  if (value === undefined) return undefined;
  if (value !== 'true' && value !== 'false') {
    throw invalidParameter({ message: `Invalid boolean: ${value}`, param: name });
  }
  return value === 'true';
}

/** A hash parameter; undefined when absent; 400 when it is a plain string. */
export function readHash(params: FormObject, name: string): FormObject | undefined {
  const value = params[name];
  if (typeof value === 'string') throw invalidParameter({ message: 'Invalid object', param: name });
  return value;
}

/** An array of strings, whichever bracket form it was sent in. */
export function readList(params: FormObject, name: string): string[] | undefined {
  const value = params[name];
  if (value === undefined) return undefined;
  if (typeof value === 'string') throw invalidParameter({ message: 'Invalid array', param: name });
  return Object.values(value).filter((item) => typeof item === 'string');
}

/** Merges `metadata` into what is stored: an empty value unsets its key, an empty `metadata` unsets all. */
export function mergeMetadata(stored: Record<string, string>, params: FormObject): Record<string, string> {
  const sent = params.metadata;
  if (sent === undefined) return stored;
  if (sent === '') return {};
  if (typeof sent === 'string') throw invalidParameter({ message: 'Invalid object', param: 'metadata' });
  const merged = { ...stored };
  for (const [key, value] of Object.entries(sent)) {
    if (typeof value !== 'string' || key.length > 40 || value.length > 500) {
      throw invalidParameter({
        message: 'Metadata keys are at most 40 characters long, values are strings of at most 500.',
        param: `metadata[${key}]`,
      });
    }
    if (value === '') delete merged[key];
    else merged[key] = value;
  }
  if (Object.keys(merged).length > 50) {
    throw invalidParameter({ message: 'Metadata can have at most 50 keys.', param: 'metadata' });
  }
  return merged;
}
