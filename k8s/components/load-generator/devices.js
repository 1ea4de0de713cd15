// An open model: devices come when they come, however slow the answers are. What is not answered in time counts as dropped.
import {check} from 'k6';
import http from 'k6/http';

const load = JSON.parse(open('/etc/houdao/load/load.json'));
const tokens = open('/etc/houdao/devices/tokens').trim().split('\n');

export const options = {scenarios: load.scenarios, thresholds: load.thresholds, discardResponseBodies: false};

export default function () {
  const headers = {
    'Authorization': `Bearer ${tokens[Math.floor(Math.random() * tokens.length)]}`,
    'Content-Type': 'application/json',
  };
  const question = {scene: load.scene, opportunities: [{opportunityId: '1', slotId: load.slot}]};
  const answer = http.post(`${__ENV.PLACEMENT_URL}/v1/decisions`, JSON.stringify(question), {headers, tags: {kind: 'decision'}});
  check(answer, {'is answered': (it) => it.status === 200});
  const ad = answer.status === 200 ? answer.json('decisions.0.ad') : null;
  if (ad) {
    const event = {receipt: ad.receipt, type: 'impression', occurredAt: new Date().toISOString()};
    const told = http.post(`${__ENV.FEEDBACK_URL}/v1/events`, JSON.stringify({events: [event]}), {headers, tags: {kind: 'event'}});
    check(told, {'is acknowledged': (it) => it.status >= 200 && it.status < 300});
  }
}
