-- Serves Webhooks.due and Webhooks.next: what each webhook is to be told next.
create index webhook_delivery_next on webhook_delivery (webhook_id, change_id) where state = 'WAITING';
