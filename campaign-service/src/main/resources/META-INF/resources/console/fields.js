// Fields of a form, each bound to a place in a document by its JSON pointer, which is how the services name what is wrong.

import { Problem } from './api.js';
import { h, unique } from './dom.js';
import { instantOf, localTime, microsOf, textOfMicros } from './format.js';
import { t } from './words.js';

/** What is at `pointer`, or undefined. */
export const at = (document, pointer) => pointer.split('/').slice(1)
    .reduce((value, key) => (value === undefined || value === null ? undefined : value[key]), document);

/** Puts `value` at `pointer`; undefined takes away what is there. Objects on the way are made where they are missing. */
export function put(document, pointer, value) {
    const keys = pointer.split('/').slice(1);
    const last = keys.pop();
    const parent = keys.reduce((part, key, place) => {
        part[key] ??= /^\d+$/.test(keys[place + 1] ?? last) ? [] : {};
        return part[key];
    }, document);
    if (value === undefined) {
        delete parent[last];
    } else {
        parent[last] = value;
    }
}

const text = (value) => (value.trim() === '' ? undefined : value);
const parts = (value, mark) => {
    const all = value.split(mark).map((part) => part.trim()).filter(Boolean);
    return all.length === 0 ? undefined : all;
};
const lines = (value, as = (each) => each) => parts(value, '\n')?.map(as);
const number = (value) => (value.trim() === '' ? undefined : (Number.isInteger(Number(value)) ? Number(value) : value));

/** Makers of fields that read and write `document`; `keep` takes a value that is not simply put where it is read. */
export function fieldsOf(document) {
    const field = (pointer, label, control, { hint, read = (value) => value ?? '', write = text, keep } = {}) => {
        control.id = unique('field');
        control.name = pointer;
        control.value = read(at(document, pointer));
        control.addEventListener('input', () => (keep ?? ((value) => put(document, pointer, value)))(write(control.value)));
        return framed(pointer, label, control, hint);
    };
    const input = (properties) => h('input', { type: 'text', ...properties });
    return {
        text: (pointer, label, options) => field(pointer, label, input(options?.input), options),
        area: (pointer, label, options) => field(pointer, label, h('textarea', { rows: 3 }), options),
        money: (pointer, label, options) => field(pointer, label, input({ inputmode: 'decimal' }),
            { ...options, read: textOfMicros, write: (value) => (value.trim() === '' ? undefined : microsOf(value)) }),
        number: (pointer, label, options) => field(pointer, label, input({ inputmode: 'numeric' }), { ...options, write: number }),
        time: (pointer, label, options) => field(pointer, label, h('input', { type: 'datetime-local' }),
            { ...options, read: localTime, write: instantOf }),
        list: (pointer, label, options) => field(pointer, label, input(),
            { ...options, read: (value) => (value ?? []).join(', '), write: (value) => parts(value, /[,，、\s]+/) }),
        lines: (pointer, label, options) => field(pointer, label, h('textarea', { rows: 2 }),
            { ...options, read: (value) => (value ?? []).join('\n'), write: (value) => lines(value, options?.as) }),
        select: (pointer, label, choices, options) => field(pointer, label, h('select', {},
            h('option', { value: '' }, t('choose')), choices.map(([value, name]) => h('option', { value }, name))), options),
        check: (pointer, label, options) => {
            const control = h('input', { type: 'checkbox', id: unique('field'), name: pointer });
            control.checked = at(document, pointer) === true;
            control.addEventListener('input', () => put(document, pointer, control.checked));
            return framed(pointer, label, control, options?.hint, '.check');
        },
    };
}

function framed(pointer, label, control, hint, kind = '') {
    const wrong = h('p.wrong', { id: `${control.id}-wrong` });
    const hinted = hint ? h('p.hint', { id: `${control.id}-hint` }, hint) : null;
    control.setAttribute('aria-describedby', `${control.id}-wrong${hint ? ` ${control.id}-hint` : ''}`);
    return h(`div.field${kind}`, { 'data-pointer': pointer }, h('label', { for: control.id }, label), control, hinted, wrong);
}

/**
 * A form of its own: `controls` makes its fields, `send` takes the document that they wrote. What the service refuses is shown
 * at the field that it names.
 */
export function formOf(title, controls, label, send) {
    const document = {};
    const problem = h('p.problem', { role: 'alert' });
    const submit = h('button.main', { type: 'submit' }, label);
    const form = h('form.card', {
        novalidate: true,
        onsubmit: async (event) => {
            event.preventDefault();
            problem.textContent = '';
            submit.disabled = true;
            try {
                await send(document);
            } catch (refusal) {
                const wrong = refusal.wrong ?? [];
                problem.textContent = wrong.length > 0 ? t('problem.fields')
                    : refusal instanceof Problem ? refusal.message : t('problem.away');
                showWrong(form, wrong, { focus: true });
            } finally {
                submit.disabled = false;
            }
        },
    }, h('h2', {}, title), controls(fieldsOf(document)), problem, submit);
    return form;
}

/**
 * Shows what is wrong, `{pointer, detail, fix?}` each, at the field that its pointer leads to or comes closest to, and nothing
 * else at any field. Answers with what belongs to no field.
 *
 * @param concerns whether a field is to be judged already; all are unless told otherwise
 * @param focus whether to go to the first field that is wrong
 */
export function showWrong(form, all, { concerns = () => true, focus = false } = {}) {
    const fields = [...form.querySelectorAll('.field')];
    const wrongByField = new Map();
    const homeless = [];
    for (const wrong of all) {
        const field = closest(fields, wrong.pointer);
        if (field) {
            wrongByField.set(field, [...(wrongByField.get(field) ?? []), wrong]);
        } else {
            homeless.push(wrong);
        }
    }
    for (const field of fields) {
        mark(field, concerns(field.dataset.pointer) ? wrongByField.get(field) ?? [] : []);
    }
    if (focus) {
        form.querySelector('[aria-invalid]')?.focus();
    }
    return homeless;
}

const isWithin = (pointer, whole) => pointer === whole || pointer.startsWith(`${whole}/`);

/** The field whose pointer is the longest part of this one; or else the first field that is a part of what this one names. */
function closest(fields, pointer) {
    const above = fields.filter((field) => isWithin(pointer, field.dataset.pointer))
        .sort((one, other) => other.dataset.pointer.length - one.dataset.pointer.length);
    return above[0] ?? (pointer === '' ? undefined : fields.find((field) => isWithin(field.dataset.pointer, pointer)));
}

function mark(field, all) {
    const control = field.querySelector('input, select, textarea');
    const words = all.map(({ detail, fix }) => (fix ? `${detail}: ${fix}` : detail)).join('; ');
    const place = field.querySelector('.wrong');
    if (place.textContent !== words) {
        place.lang = 'en';
        place.textContent = words;
    }
    if (all.length > 0) {
        control.setAttribute('aria-invalid', 'true');
    } else {
        control.removeAttribute('aria-invalid');
    }
}
