-- What lib/boot/audit-heads.ts notes outside the database: where the audit of each organization, or of these, stands.
-- As the owner, since whoever notes it looks at all organizations and at nothing else of them.
create function audit_heads(asked uuid[]) returns table (organization_id uuid, revision bigint, hash text)
language plpgsql stable security definer
set search_path = public set grantdesk.keeper = 'on' as $$
begin
  return query select o.id, o.revision, o.audit_head from organization o
    where o.revision > 0 and (asked is null or o.id = any(asked));
end $$;
