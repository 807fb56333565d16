# Seed 004; nothing is changed but the host and the three placeholders.
python3 - <<PY
import requests

url = "$HOST/api/v1/projects/$PROJECT_ID/users/$PERMISSION_ID/"

payload = { "permissions": ["CAN_VIEW_DATA", "CAN_PERFORM_ADMIN_ACTIONS"] }
headers = {
    "Authorization": "Bearer $TOKEN",
    "Content-Type": "application/json"
}

response = requests.patch(url, json=payload, headers=headers)

print(response.text)
PY
