# Seed 001, "Python (requests)"; changed are the host, what stands in json.dumps(…), which as it is printed (HTTPie's
# words) no Python reads, and the last line: the sample defines the function and does not call it.
python3 - <<PY
# Install the Python Requests library:
# \`pip install requests\`

import requests
import json


def send_request():
    # Remove User Permissions
    # DELETE $HOST/organizations/users/permissions/5de38a8e-800e-4cba-84c5-ee6c27f304d8/

    try:
        response = requests.delete(
            url="$HOST/organizations/users/permissions/5de38a8e-800e-4cba-84c5-ee6c27f304d8/",
            headers={
                "Authorization": "Token a0f17278bed479ee719ea890b8caf0329e1f3e5b",
                "Content-Type": "application/json; charset=utf-8",
            },
            data=json.dumps({"permission_uuids": [
  "2a0295b6-dd74-4239-9988-24fcdb1adcea",
  "05a46c58-9d13-4912-9167-7effc2cc7482"
]})
        )
        print('Response HTTP Status Code: {status_code}'.format(
            status_code=response.status_code))
        print('Response HTTP Response Body: {content}'.format(
            content=response.content))
    except requests.exceptions.RequestException:
        print('HTTP Request failed')


send_request()
PY
