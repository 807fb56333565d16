-- The overview counts the days' events and the audit is asked for a span of time; both would else walk through all that
-- ever happened in the organization.
create index audit_event_by_time on audit_event (organization_id, at);
