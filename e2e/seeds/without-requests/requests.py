"""Where the Requests library is not installed: what the seeds' samples use of it, over urllib."""

import json as encoder
import urllib.error
import urllib.request


class exceptions:
    RequestException = urllib.error.URLError


class Response:
    def __init__(self, answer):
        self.status_code = answer.status
        self.content = answer.read()
        self.text = self.content.decode()


class Unfollowed(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def request(method, url, headers, data=None, json=None):
    body = encoder.dumps(json) if data is None else data
    asked = urllib.request.Request(url, body.encode(), headers, method=method)
    try:
        return Response(urllib.request.build_opener(Unfollowed).open(asked))
    except urllib.error.HTTPError as answer:
        return Response(answer)


def patch(url, **more):
    return request("PATCH", url, **more)


def delete(url, **more):
    return request("DELETE", url, **more)
