// Numbers, money and times as people write them.

import { language } from './words.js';

const locale = () => (language() === 'zh' ? 'zh-CN' : 'en-GB');

/** Millionths of a currency. */
export function money(micros, currency) {
    const value = (micros ?? 0) / 1e6;
    try {
        return new Intl.NumberFormat(locale(), { style: 'currency', currency }).format(value);
    } catch {
        return `${value.toFixed(2)} ${currency}`;
    }
}

export const count = (number) => new Intl.NumberFormat(locale()).format(number);

export const share = (part, whole = 1) => new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 1 })
    .format(whole === 0 ? 0 : part / whole);

/** An instant, in the reader's own zone. */
export const time = (instant) => (instant
    ? new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant))
    : '–');

/** Exact: "30.5" is 30500000. What is no amount stays text, so that the service says what is wrong with it. */
export function microsOf(text) {
    const amount = /^(\d{1,12})(?:\.(\d{1,6}))?$/.exec(text.trim());
    return amount ? Number(amount[1]) * 1e6 + Number((amount[2] ?? '').padEnd(6, '0')) : text;
}

export function textOfMicros(micros) {
    if (typeof micros !== 'number') {
        return micros ?? '';
    }
    const rest = String(micros % 1e6).padStart(6, '0').replace(/0+$/, '');
    return `${Math.floor(micros / 1e6)}${rest === '' ? '' : `.${rest}`}`;
}

/** For a field of type datetime-local, in the reader's own zone. */
export function localTime(instant) {
    if (!instant) {
        return '';
    }
    const date = new Date(instant);
    return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export const instantOf = (local) => (local === '' ? undefined : new Date(local).toISOString());
