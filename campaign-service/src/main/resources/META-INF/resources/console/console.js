// The frame of the console: who is signed in, which page is shown, in which language.

import { Problem, session } from './api.js';
import { h } from './dom.js';
import { signIn } from './sign-in.js';
import { campaigns } from './campaigns.js';
import { campaign } from './campaign.js';
import { draft } from './draft.js';
import { members } from './members.js';
import { report } from './report.js';
import { review, reviews } from './reviews.js';
import { stopShip } from './stop-ship.js';
import { language, speak, t } from './words.js';

/** The first that fits is shown. A page is a function that answers with its title and what is below it. */
const PAGES = [
    [/^#\/campaigns$/, campaigns],
    [/^#\/campaigns\/new$/, () => draft(null)],
    [/^#\/campaigns\/([\w-]+)$/, campaign],
    [/^#\/campaigns\/([\w-]+)\/edit$/, draft],
    [/^#\/campaigns\/([\w-]+)\/report$/, report],
    [/^#\/campaigns\/([\w-]+)\/stop-ship$/, stopShip],
    [/^#\/members$/, () => members(null)],
    [/^#\/members\/([\w-]+)$/, members],
    [/^#\/reviews$/, reviews],
    [/^#\/reviews\/([\w-]+)$/, review],
];

let shown = 0;

/** Shows the page that the address names; `notice` is said once above it. */
export async function show(notice = '') {
    shown += 1;
    const turn = shown;
    document.documentElement.lang = language() === 'zh' ? 'zh-CN' : 'en';
    const main = h('main', { id: 'main', tabindex: -1, 'aria-busy': 'true' }, h('p.muted', {}, t('loading')));
    document.body.replaceChildren(skipLink(), header(), main);
    const page = await pageOf(notice);
    if (turn === shown) {
        document.title = `${page.title} · Houdao 厚道`;
        main.replaceChildren(
            h('p.notice', { role: 'status' }, page.notice ?? notice),
            h('h1', { tabindex: -1 }, page.title),
            ...[page.body].flat(Infinity).filter(Boolean));
        main.removeAttribute('aria-busy');
        main.querySelector('h1').focus({ preventScroll: true });
        window.scrollTo(0, 0);
    }
}

/** Goes to another page of the console, or shows this one anew. */
export function go(address, notice = '') {
    if (location.hash === address) {
        return show(notice);
    }
    history.pushState(null, '', address);
    return show(notice);
}

/** Does something and shows a page as it is then. `action` answers what to say, and after it where else to go, if at all. */
export async function attempt(address, action) {
    let answer;
    try {
        answer = [await action()].flat();
    } catch (problem) {
        answer = [problem instanceof Problem ? problem.message : t('problem.away')];
    }
    const [said, elsewhere = address] = answer;
    await go(elsewhere, said);
}

async function pageOf(notice) {
    if (!session.token) {
        return signIn(notice, () => go(home()));
    }
    const [pattern, page] = PAGES.find(([each]) => each.test(location.hash)) ?? [];
    if (!page) {
        history.replaceState(null, '', home());
        return pageOf(notice);
    }
    try {
        return await page(...pattern.exec(location.hash).slice(1));
    } catch (problem) {
        return failed(problem);
    }
}

function failed(problem) {
    if (problem instanceof Problem && problem.status === 401) {
        session.close();
        return signIn(t('token.refused'), () => go(home()));
    }
    console.error(problem);
    return {
        title: t(problem instanceof Problem && problem.status === 404 ? 'problem.missing' : 'problem.title'),
        body: h('p.problem', { role: 'alert' }, problem instanceof Problem ? problem.message : t('problem.away')),
    };
}

const home = () => (session.has('reviewer') ? '#/reviews' : '#/campaigns');

function skipLink() {
    return h('a.skip', { href: '#main', onclick: (event) => { event.preventDefault(); document.querySelector('h1')?.focus(); } },
        t('skip'));
}

function header() {
    return h('header.top', {},
        h('a.brand', { href: '/console/' }, 'Houdao ', h('span', { lang: 'zh' }, '厚道')),
        session.token ? h('nav', { 'aria-label': t('nav') }, links()) : null,
        h('div.tools', {},
            h('button.quiet', { type: 'button', lang: language() === 'zh' ? 'en' : 'zh', onclick: switchLanguage },
                language() === 'zh' ? 'English' : '中文'),
            session.token ? h('button.quiet', { type: 'button', onclick: signOut }, t('sign.out')) : null));
}

function links() {
    const link = (address, label) => h('a', {
        href: address,
        'aria-current': location.hash.startsWith(address) ? 'page' : null,
    }, label);
    return [
        session.has('advertiser') || session.has('operator') ? link('#/campaigns', t('campaigns')) : null,
        session.has('advertiser') ? link('#/members', t('members')) : null,
        session.has('reviewer') ? link('#/reviews', t('reviews')) : null,
    ];
}

function switchLanguage() {
    speak(language() === 'zh' ? 'en' : 'zh');
    return show();
}

function signOut() {
    session.close();
    history.replaceState(null, '', '/console/');
    return show(t('signed.out'));
}

window.addEventListener('popstate', () => show());
show();
