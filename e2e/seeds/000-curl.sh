# Seed 000, "Curl"; nothing is changed but the host.
curl -X "PATCH" "$HOST/api/organizations/users/permissions/5de38a8e-800e-4cba-84c5-ee6c27f304d8/" \
     -H 'Authorization: Token a0f17278bed479ee719ea890b8caf0329e1f3e5b' \
     -H 'Content-Type: application/json; charset=utf-8' \
     -d $'{
  "permission_uuids": [
    "2a0295b6-dd74-4239-9988-24fcdb1adcea",
    "05a46c58-9d13-4912-9167-7effc2cc7482"
  ]
}'
