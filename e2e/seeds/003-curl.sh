# Seed 003: its payload to the letter; the transport is AlphaPoint's documented one, POST /AP/<Function>.
curl -X "POST" "$HOST/AP/AddUserPermission" \
     -H "APToken: $TOKEN" \
     -H 'Content-Type: application/json' \
     -d '{
    "UserId": 1,
    "Permission": "Trading",
    "Value": 1
}'
