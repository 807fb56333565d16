# Where there is no Python: the request that seed 004's sample makes.
curl -X "PATCH" "$HOST/api/v1/projects/$PROJECT_ID/users/$PERMISSION_ID/" \
     -H "Authorization: Bearer $TOKEN" \
     -H 'Content-Type: application/json' \
     -d '{"permissions": ["CAN_VIEW_DATA", "CAN_PERFORM_ADMIN_ACTIONS"]}'
