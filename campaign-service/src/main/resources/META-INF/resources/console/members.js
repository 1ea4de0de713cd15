// Who acts for an advertiser, and in which role.

import { get, Problem, put, remove } from './api.js';
import { button, h, table } from './dom.js';
import { formOf } from './fields.js';
import { attempt, go } from './console.js';
import { time } from './format.js';
import { t } from './words.js';

const ROLES = ['OWNER', 'EDITOR', 'VIEWER'];

/** Of an advertiser; of the caller's own where `id` is null. */
export async function members(id) {
    const page = id === null ? '#/members' : `#/members/${id}`;
    const advertiser = id === null ? (await get('/v1/advertisers?limit=1')).items[0] : await get(`/v1/advertisers/${id}`);
    const path = `/v1/advertisers/${advertiser.advertiserId}/members`;
    const { items } = await get(path);
    return {
        title: `${t('members')}: ${advertiser.name}`,
        body: [
            items.length === 0 ? h('p.empty', {}, t('members.none')) : list(page, path, items),
            nameForm(page, path),
        ],
    };
}

const list = (page, path, items) => table(t('members'),
    [t('member.subject'), t('member.role'), t('member.by'), t('member.at'), t('member.remove')],
    items.map((member) => [member.subject, t(`member.${member.role}`), member.namedBy, time(member.namedAt),
        h('details', {}, h('summary', {}, t('member.remove')), h('p', {}, t('member.remove.sure')),
            button(t('member.remove'), () => attempt(page, async () => {
                await remove(pathOf(path, member.subject));
                return t('member.removed', { who: member.subject });
            }), 'danger'))]));

const nameForm = (page, path) => formOf(t('member.name'), (fields) => [
    fields.text('/subject', t('member.subject')),
    fields.select('/role', t('member.role'), ROLES.map((role) => [role, t(`member.${role}`)])),
], t('member.save'), async ({ subject, role }) => {
    if (!subject) {
        throw new Problem(400, { violations: [{ field: 'subject', message: t('member.missing') }] });
    }
    await put(pathOf(path, subject), { role });
    await go(page, t('member.named', { who: subject, role: t(`member.${role}`) }));
});

const pathOf = (path, subject) => `${path}/${encodeURIComponent(subject)}`;
