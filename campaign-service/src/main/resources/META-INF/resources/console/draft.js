// The form in which a campaign is drafted and changed. While it is filled in, the service tries it: nothing is kept by that.

import { create, get, getIfAny, post, Problem, put as replace, session } from './api.js';
import { button, h } from './dom.js';
import { fieldsOf, showWrong } from './fields.js';
import { go } from './console.js';
import { changed, documentOf, newCampaign, newCreative, newLineItem, newVariant } from './documents.js';
import { told } from './status.js';
import { t } from './words.js';

const PAUSE_MS = 400;
const DELIVERIES = ['AUCTION', 'SPONSORSHIP', 'GUARANTEED', 'HOUSE'];
const MODELS = ['CPM', 'CPC', 'CPA', 'FIXED_TIME'];
/** What a class of slot can render, what it needs first. The service knows which of them are required together. */
const ASSETS = {
    APP_DISTRIBUTION: ['title', 'icon', 'text', 'image', 'video', 'package'],
    BANNER: ['title', 'image', 'text', 'icon'],
    FEED: ['title', 'image', 'video', 'text', 'icon'],
    PRE_ROLL: ['title', 'video', 'text', 'image', 'icon'],
    OTT: ['title', 'image', 'video', 'text', 'icon', 'voice', 'ssml'],
    SPLASH: ['title', 'image', 'video', 'text', 'icon'],
    AMBIENT: ['text', 'voice', 'ssml', 'bandText', 'calendarEntry', 'functionCard', 'functionAction', 'title', 'icon', 'image', 'coupon',
        'haptic'],
};

/** What was not saved yet survives another page or language, in this tab and for this caller. */
let unsaved = null;

/** Drafts a new campaign, or changes the one with this id. */
export async function draft(id) {
    const [advertiser, view] = await Promise.all([
        getIfAny('/v1/advertisers?limit=1').then((page) => page?.items[0] ?? { currency: '', domains: [] }),
        id ? get(`/v1/campaigns/${id}`) : null,
    ]);
    if (unsaved?.id !== id || unsaved.token !== session.token) {
        const before = view && { id, view, ...documentOf(view) };
        unsaved = { id, token: session.token, before, doc: structuredClone(before?.campaign ?? newCampaign()) };
    }
    return {
        title: t(id ? 'edit' : 'campaign.new'),
        body: formOf(unsaved.doc, advertiser, unsaved.before),
    };
}

function formOf(doc, advertiser, before) {
    const touched = new Set();
    const rest = h('div', { 'aria-live': 'polite' });
    const problem = h('p.problem', { role: 'alert' });
    const body = h('div');
    let saved = false;
    let turn = 0;

    const showAll = (all, focus = false) => {
        const concerns = (pointer) => saved || touched.has(pointer);
        const homeless = showWrong(form, all, { concerns, focus });
        rest.replaceChildren(h('p', {}, all.length === 0 ? t('draft.complete') : t('draft.wrong', { number: all.length })),
            h('ul', {}, homeless.map((wrong) => h('li', {}, told(wrong.detail)))));
    };
    const check = async (focus = false) => {
        turn += 1;
        const mine = turn;
        const { problems } = await post('/v1/campaigns/validate', doc);
        if (mine === turn) {
            showAll(problems, focus);
        }
    };
    const checkSoon = () => {
        turn += 1;
        const mine = turn;
        setTimeout(() => mine === turn && check().catch(console.error), PAUSE_MS);
    };
    const render = (focused) => {
        body.replaceChildren(...parts(doc, advertiser, before, render));
        body.querySelector(`[name="${focused ?? ''}"]`)?.focus();
        checkSoon();
    };
    const save = async (event) => {
        event.preventDefault();
        problem.textContent = '';
        saved = true;
        try {
            const id = await keep(doc, before);
            unsaved = null;
            await go(`#/campaigns/${id}`, t('saved'));
        } catch (refusal) {
            problem.textContent = refusal instanceof Problem ? refusal.message : t('problem.away');
            await check(true).catch(() => showAll(refusal.wrong ?? [], true));
        }
    };
    const touch = (event) => {
        const field = event.target.closest('.field');
        if (field) {
            touched.add(field.dataset.pointer);
            checkSoon();
        }
    };
    const form = h('form', { onsubmit: save, oninput: touch, onfocusout: touch, novalidate: true },
        body,
        h('div.card.sticky', {}, rest, problem,
            h('div.bar', {}, h('button.main', { type: 'submit' }, t('save')),
                h('a.button', {
                    href: before ? `#/campaigns/${before.id}` : '#/campaigns',
                    onclick: () => { unsaved = null; },
                }, t('cancel')))));
    render();
    return form;
}

/**
 * Keeps the draft; what did not change is not sent. Answers with the campaign's id. `before` follows each part that was kept:
 * where a later one is refused, saving again begins there.
 */
async function keep(doc, before) {
    if (!before) {
        return (await create('/v1/campaigns', doc)).campaignId;
    }
    const { lineItems, ...about } = doc;
    await keepAbout(about, before);
    for (const [place, item] of lineItems.entries()) {
        await keepLineItem(item, place, before);
    }
    return before.id;
}

async function keepAbout(about, before) {
    const { lineItems, ...known } = before.campaign;
    if (changed(about, known)) {
        before.view = await replace(`/v1/campaigns/${before.id}`, { version: before.view.version, ...about });
        before.campaign = { ...about, lineItems };
        before.items = documentOf(before.view).items;
    }
}

async function keepLineItem(item, place, before) {
    const known = before.items[place];
    const past = before.campaign.lineItems[place];
    if (known && !changed(item, past)) {
        return;
    }
    const { creatives, ...terms } = item;
    const view = known
        ? await replace(`/v1/line-items/${known.lineItemId}`,
            { version: known.version, ...(changed(creatives, past.creatives) ? item : terms) })
        : await create(`/v1/campaigns/${before.id}/line-items`, item);
    before.items[place] = { lineItemId: view.lineItemId, status: view.status, version: view.version };
    before.campaign.lineItems[place] = structuredClone(item);
}

function parts(doc, advertiser, before, render) {
    const fields = fieldsOf(doc);
    return [
        h('fieldset.card', {}, h('legend', {}, t('campaign')),
            fields.text('/name', t('field.name')),
            fields.text('/category', t('field.category'), { hint: t('hint.category') }),
            fields.text('/onBehalfOf', t('field.onBehalfOf'), { hint: t('optional') })),
        doc.lineItems.map((item, place) => lineItem(fields, { doc, item, place, advertiser, render, known: before?.items[place] })),
        button(t('line.item.add'), () => {
            doc.lineItems.push(newLineItem());
            render(`/lineItems/${doc.lineItems.length - 1}/name`);
        }),
    ].flat();
}

function lineItem(fields, { doc, item, place, advertiser, render, known }) {
    const p = `/lineItems/${place}`;
    if (known && ['stopped', 'ended'].includes(known.status)) {
        return h('section.card', {}, h('h2', {}, item.name), h('p', {}, t(`status.${known.status}`)));
    }
    return h('fieldset.card', {}, h('legend', {}, `${t('line.item')} ${place + 1}`),
        known && known.status !== 'draft' ? h('p.notice', {}, t('edit.live')) : null,
        fields.text(`${p}/name`, t('field.name')),
        h('div.halves', {},
            fields.select(`${p}/delivery`, t('field.delivery'), DELIVERIES.map((each) => [each, t(`delivery.${each}`)])),
            fields.select(`${p}/bid/model`, t('field.model'), MODELS.map((each) => [each, t(`model.${each}`)])),
            fields.money(`${p}/bid/amountMicros`, `${t('field.bid')} (${advertiser.currency})`),
            fields.money(`${p}/budgetMicros`, `${t('field.budget')} (${advertiser.currency})`),
            fields.money(`${p}/dailyBudgetMicros`, `${t('field.dailyBudget')} (${advertiser.currency})`, { hint: t('optional') }),
            fields.number(`${p}/goal/impressions`, t('field.goal'), { hint: t('hint.goal'), keep: (number) => keepGoal(item, number) }),
            fields.time(`${p}/startsAt`, t('field.startsAt'), { hint: t('hint.zone') }),
            fields.time(`${p}/endsAt`, t('field.endsAt'), { hint: t('hint.zone') }),
            fields.list(`${p}/scenes`, t('field.scenes'), { hint: t('hint.scenes') }),
            fields.list(`${p}/touchpoints`, t('field.touchpoints'), { hint: t('hint.touchpoints') }),
            fields.text(`${p}/audience/basic`, t('field.audience.basic'), { hint: t('hint.audience') }),
            fields.text(`${p}/audience/aiot`, t('field.audience.aiot'), { hint: t('hint.audience.aiot') })),
        fields.number(`${p}/caps/0/limit`, t('field.caps'), { hint: t('hint.caps'), keep: (limit) => keepCap(item, limit) }),
        fields.check(`${p}/dealOnly`, t('field.dealOnly')),
        item.creatives.map((each, which) => creative(fields, `${p}/creatives/${which}`, { each, which, item, advertiser, render })),
        h('div.bar', {},
            button(t('creative.add'), () => {
                item.creatives.push(newCreative());
                render(`${p}/creatives/${item.creatives.length - 1}/benefit`);
            }),
            known || doc.lineItems.length === 1 ? null : button(t('line.item.remove'), () => {
                doc.lineItems.splice(place, 1);
                render();
            })));
}

/* A goal or a cap without its number is none. */
function keepGoal(item, impressions) {
    item.goal = impressions === undefined ? undefined : { ...item.goal, impressions };
}

/** The first cap; further ones, which no field shows, stay. */
function keepCap(item, limit) {
    const [first, ...others] = item.caps ?? [];
    const cap = { level: 'LINE_ITEM', per: 'PERSON', window: 'PT24H', ...first, limit };
    item.caps = limit === undefined ? others : [cap, ...others];
}

function creative(fields, p, { each, which, item, advertiser, render }) {
    return h('fieldset.inner', {}, h('legend', {}, `${t('creative')} ${which + 1}`),
        fields.area(`${p}/benefit`, t('field.benefit'), { hint: t('hint.benefit') }),
        fields.text(`${p}/landingUrl`, t('field.landingUrl'), {
            hint: advertiser.domains.length > 0 ? `${t('hint.landingUrl')} ${advertiser.domains.join(', ')}` : t('optional'),
        }),
        fields.lines(`${p}/claims`, t('field.claims'), { hint: t('hint.claims') }),
        fields.list(`${p}/usesData`, t('field.usesData'), { hint: t('hint.usesData') }),
        fields.check(`${p}/childSafe`, t('field.childSafe')),
        each.variants.map((variant, place) => variantOf(fields, `${p}/variants/${place}`, { variant, place, each, render })),
        h('div.bar', {},
            button(t('variant.add'), () => {
                each.variants.push(newVariant());
                render(`${p}/variants/${each.variants.length - 1}/slotClass`);
            }),
            item.creatives.length === 1 ? null : button(t('creative.remove'), () => {
                item.creatives.splice(which, 1);
                render();
            })));
}

function variantOf(fields, p, { variant, place, each, render }) {
    const slotClass = fields.select(`${p}/slotClass`, t('field.slotClass'),
        Object.keys(ASSETS).map((name) => [name, t(`slotClass.${name}`)]));
    slotClass.addEventListener('change', () => render(`${p}/slotClass`));
    return h('fieldset.inner', {}, h('legend', {}, `${t('variant')} ${place + 1}`),
        h('div.halves', {},
            slotClass,
            fields.list(`${p}/scenes`, t('field.scenes'), { hint: t('hint.variant.scenes') }),
            fields.number(`${p}/lengthMs`, t('field.lengthMs'), { hint: t('optional') }),
            (ASSETS[variant.slotClass] ?? []).map((name) => fields.text(`${p}/assets/${name}`, t(`asset.${name}`)))),
        each.variants.length === 1 ? null : button(t('variant.remove'), () => {
            each.variants.splice(place, 1);
            render();
        }));
}
