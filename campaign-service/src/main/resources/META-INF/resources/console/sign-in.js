// Asks for a token, and asks the service whether it is a good one.

import { get, Problem, session } from './api.js';
import { h } from './dom.js';
import { t } from './words.js';

const CONSOLE_ROLES = ['advertiser', 'reviewer', 'operator'];

/** Nothing is shown before a token was given that the service knows; `entered` is called then. */
export function signIn(notice, entered) {
    const problem = h('p.problem', { id: 'token-problem', role: 'alert' });
    const token = h('textarea', {
        id: 'token',
        rows: 5,
        required: true,
        autocomplete: 'off',
        spellcheck: 'false',
        'aria-describedby': 'token-hint token-problem',
    });
    const enter = async (event) => {
        event.preventDefault();
        problem.textContent = await refusal(token.value.trim().replace(/^(Bearer|\w+=)\s*/, ''));
        if (problem.textContent === '') {
            entered();
        } else {
            session.close();
            token.setAttribute('aria-invalid', 'true');
            token.focus();
        }
    };
    return {
        title: t('sign.in'),
        notice,
        body: h('form.card.narrow', { onsubmit: enter, novalidate: true },
            h('p', {}, t('sign.intro')),
            h('label', { for: 'token' }, t('token')),
            token,
            h('p.hint', { id: 'token-hint' }, t('token.hint')),
            problem,
            h('button.main', { type: 'submit' }, t('sign.in'))),
    };
}

/** Why this token opens nothing here; empty where it does. */
async function refusal(token) {
    if (token === '') {
        return t('token.missing');
    }
    if (!/^[\w.~+/=-]+$/.test(token)) {
        return t('token.refused');
    }
    session.open(token);
    try {
        if (!CONSOLE_ROLES.some(session.has)) {
            return t('token.role');
        }
        await get(session.has('reviewer') ? '/v1/reviews?limit=1' : '/v1/campaigns?limit=1');
        return '';
    } catch (problem) {
        if (!(problem instanceof Problem)) {
            return t('problem.away');
        }
        return problem.status === 401 ? t('token.refused') : problem.message;
    }
}
