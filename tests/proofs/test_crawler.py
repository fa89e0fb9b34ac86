"""Each reader follows every link that they are shown, and sends nothing: none of them is broken, and none leaks."""

import re
from html import unescape
from urllib.parse import urljoin, urlsplit

from tests.proofs.asking import ask, faults
from tests.proofs.world import READERS

MOST, PART = 400, 4
"""How many pages a reader opens at most: all of them, in `make prove`; a part in the suite."""
LINK = re.compile(
    r"""<a\s[^>]*href="([^"]+)"|<link\s[^>]*href="([^"]+)"|<(?:img|script)\s[^>]*src="([^"]+)\""""
)


def links(path, text):
    """The addresses on a page that are ours, without what stands after #."""
    for found in LINK.finditer(text):
        href = urlsplit(urljoin(f"http://testserver{path}", unescape(next(filter(None, found.groups())))))
        if href.netloc == "testserver" and not href.path.startswith("/static/"):
            yield f"{href.path}?{href.query}" if href.query else href.path


def test_no_link_is_broken_and_no_page_leaks(world, is_whole):
    most = MOST if is_whole else PART
    wrong = [f"{reader}: {fault}" for reader in READERS for fault in crawl(world, reader, most)]
    assert not wrong, "\n".join(wrong)


def crawl(world, reader, most):
    """Every fault on the pages that links lead one reader to, the nearest first."""
    starts = ["/your-record"] if reader == "themselves" else ["/", f"/people/{world.people['own']}"]
    waiting, seen = list(starts), set(starts)
    for _ in range(most):
        if not waiting:
            return
        path = waiting.pop(0)
        asked = ask(world.browsers[reader], "GET", path)
        answer = asked.answer
        yield from (f"{path}: {one}" for one in faults(world, reader, "GET", asked))
        if answer.status_code == 404 and path not in starts:
            yield f"{path}: nothing is there"
        new = [one for one in dict.fromkeys(leads_to(path, answer)) if one not in seen]
        seen.update(new)
        waiting += new


def leads_to(path, answer):
    """The addresses of ours that an answer leads to."""
    if answer.status_code == 302:
        return [answer.url] if answer.url.startswith("/") else []
    is_page = "text/html" in answer.headers.get("Content-Type", "")
    return list(links(path, answer.text)) if is_page else []
