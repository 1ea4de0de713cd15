// A launch that is stopped: why, the issues that must be put right, and the advertiser's appeal.

import { create, getIfAny, post, session } from './api.js';
import { button, h } from './dom.js';
import { formOf } from './fields.js';
import { attempt, go } from './console.js';
import { time } from './format.js';
import { statusBadge } from './status.js';
import { t } from './words.js';

const mayStop = () => session.has('operator') || session.has('reviewer');

export async function stopShip(id) {
    const it = await getIfAny(`/v1/campaigns/${id}/stop-ship`);
    const isStopped = it && !it.liftedAt;
    return {
        title: t('stop.ship'),
        body: [
            session.has('reviewer') ? null : h('p', {}, h('a', { href: `#/campaigns/${id}` }, t('campaign'))),
            it ? reason(it) : h('p.empty', {}, t('stop.ship.none')),
            it?.appeal ? appealed(it.appeal) : null,
            isStopped ? [appeals(id, it), it.issues.map((issue) => issueCard(id, issue, true)), mayStop() ? addForm(id) : null]
                : [it?.issues.map((issue) => issueCard(id, issue, false)), mayStop() ? stopForm(id) : null],
        ],
    };
}

const reason = (it) => h('section.card', {},
    h('p.lead', {}, it.reason),
    h('p.hint', {}, t('stop.ship.by', { who: it.stoppedBy, at: time(it.stoppedAt) })),
    h('p', {}, it.liftedAt ? t('stop.ship.lifted', { at: time(it.liftedAt) }) : t('stop.ship.unclosed', { number: it.unclosed })));

function stopForm(id) {
    return formOf(t('stop.ship.do'), (fields) => [
        fields.area('/reason', t('stop.ship.reason')),
        fields.lines('/issues', t('issues'), {
            hint: t('issues.hint'),
            as: (title) => ({ title }),
        }),
    ], t('stop.ship.do'), async (body) => {
        await create(`/v1/campaigns/${id}/stop-ship`, body);
        await go(`#/campaigns/${id}/stop-ship`, t('stop.ship.done'));
    });
}

const addForm = (id) => formOf(t('issue.add'), (fields) => [
    fields.text('/title', t('issue')),
    fields.area('/detail', t('issue.detail'), { hint: t('optional') }),
], t('issue.add'), async (body) => {
    await create(`/v1/campaigns/${id}/stop-ship/issues`, body);
    await go(`#/campaigns/${id}/stop-ship`, t('issue.added'));
});

/** The advertiser says how an issue was put right; a reviewer looks whether it is. */
function issueCard(id, issue, isStopped) {
    const path = `/v1/campaigns/${id}/stop-ship/issues/${issue.issueId}`;
    const page = `#/campaigns/${id}/stop-ship`;
    const words = (label, said, action) => h('details', {}, h('summary', {}, label),
        formOf(label, (fields) => fields.area('/words', label), label, async (body) => {
            await post(`${path}/${action}`, body);
            await go(page, t(said));
        }));
    const mayFix = isStopped && session.has('advertiser') && issue.status !== 'closed';
    const mayJudge = isStopped && session.has('reviewer');
    return h('article.card', { 'aria-label': issue.title },
        h('div.bar', {}, h('h2', {}, issue.title), statusBadge(issue.status), h('span.spring'),
            mayJudge && issue.status === 'fixed' ? button(t('issue.close'), () => attempt(page, async () => {
                await post(`${path}/close`);
                return t('issue.closed');
            })) : null),
        issue.detail ? h('p', {}, issue.detail) : null,
        issue.fix ? h('p', {}, h('span.hint', {}, t('issue.fix')), ' ', issue.fix) : null,
        mayFix ? words(t('issue.fix.say'), 'issue.fixed', 'fix') : null,
        mayJudge && issue.status !== 'open' ? words(t('issue.reopen'), 'issue.reopened', 'reopen') : null);
}

const appealed = (appeal) => h('section.card', {}, h('h2', {}, t('appeal')),
    h('p', {}, appeal.grounds),
    h('p.hint', {}, appeal.verdict ? `${t(`appeal.${appeal.verdict}`)}: ` : t('appeal.waits'), appeal.reasons));

/** Once; and judged by a reviewer who did not stop it. */
function appeals(id, it) {
    const page = `#/campaigns/${id}/stop-ship`;
    if (!it.appeal && session.has('advertiser')) {
        return h('details.card', {}, h('summary', {}, t('appeal.make')),
            formOf(t('appeal'), (fields) => fields.area('/grounds', t('grounds'), { hint: t('appeal.hint') }), t('appeal.make'), async (body) => {
                await post(`/v1/campaigns/${id}/stop-ship/appeal`, body);
                await go(page, t('appealed'));
            }));
    }
    if (it.appeal && !it.appeal.verdict && session.has('reviewer')) {
        return formOf(t('appeal.verdict'), (fields) => [
            fields.select('/verdict', t('verdict'), ['granted', 'dismissed'].map((value) => [value, t(`appeal.${value}`)])),
            fields.area('/reasons', t('appeal.reasons')),
        ], t('appeal.verdict'), async (body) => {
            await post(`/v1/campaigns/${id}/stop-ship/appeal/verdict`, body);
            await go(page, t('appeal.decided'));
        });
    }
    return null;
}
