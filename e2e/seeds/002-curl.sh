# Seed 002 prints no request: its method, its path and the three fields of its body, in its order.
curl -X "PUT" "$HOST/api/v1/organizations/$ORGANIZATION_ID/users/roles" \
     -H "Authorization: Bearer $TOKEN" \
     -H 'Content-Type: application/json' \
     -d '{
  "user_id": "'"$USER_ID"'",
  "organization_id": "'"$ORGANIZATION_ID"'",
  "role_id": "'"$ROLE_ID"'"
}'
