"""One round over a real organisation, from its roster file to everybody's mailbox, by the service's own scheduler.

Imports the 1,005 people and 8,865 ties of email-Eu-core by `weft import`, starts `weft serve`, lets 30 % join by the
form (each signed in by a link of `weft user link`), makes a programme with a cadence of a minute as an admin would, and
waits for its round. Then it looks at the database and the mailbox: everybody in at most one group, nobody with somebody
they know while strangers are there, every mail delivered, the replay equal.

Usage: python eu_core.py WEFT_BINARY [postgres://…]
"""

import csv
import html.parser
import http.cookiejar
import json
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
DATA = HERE.parent / "data" / "eu-core"


class Forms(html.parser.HTMLParser):
    """The forms of a page with what they would send as they stand."""

    def __init__(self, text):
        super().__init__()
        self.forms, self.form, self.area, self.select = [], None, None, None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        if tag == "form":
            self.form = {"action": a.get("action", ""), "fields": []}
            self.forms.append(self.form)
        elif self.form is None:
            return
        elif tag == "input" and a.get("name"):
            kind = a.get("type", "text")
            if kind not in ("radio", "checkbox", "submit", "file") or "checked" in a:
                self.form["fields"].append((a["name"], a.get("value", "on" if kind == "checkbox" else "")))
        elif tag == "textarea":
            self.area = [a.get("name"), ""]
        elif tag == "select":
            self.select = a.get("name")
        elif tag == "option" and self.select and "selected" in a:
            self.form["fields"].append((self.select, a.get("value", "")))

    def handle_data(self, data):
        if self.area:
            self.area[1] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "textarea" and self.area:
            self.form["fields"].append(tuple(self.area))
            self.area = None
        elif tag == "select":
            self.select = None


class Visitor:
    """Somebody with a browser that keeps cookies and follows redirects."""

    count = 0

    def __init__(self, base):
        self.base = base
        Visitor.count += 1
        # Sign-in is limited by address; behind the office's proxy everybody has one of their own.
        self.address = f"10.0.{Visitor.count // 250}.{Visitor.count % 250}"
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def get(self, path):
        request = urllib.request.Request(urllib.parse.urljoin(self.base, path), None,
                                         {"X-Forwarded-For": self.address})
        with self.opener.open(request, timeout=30) as answer:
            return answer.geturl(), answer.read().decode()

    def submit(self, page, action, **values):
        """Sends the page's form whose action ends so, with some fields set."""
        url, text = page
        forms = [form for form in Forms(text).forms if form["action"].endswith(action)]
        assert forms, f"{url} has no form to {action}"
        fields = [(name, value) for name, value in forms[0]["fields"] if name not in values]
        for name, value in values.items():
            fields += [(name, one) for one in (value if isinstance(value, list) else [value])]
        target = urllib.parse.urljoin(url, forms[0]["action"])
        request = urllib.request.Request(target, urllib.parse.urlencode(fields).encode(),
                                         {"Sec-Fetch-Site": "same-origin", "X-Forwarded-For": self.address})
        try:
            with self.opener.open(request, timeout=30) as answer:
                return answer.geturl(), answer.read().decode()
        except urllib.error.HTTPError as error:
            text = re.sub(r"<[^>]+>|\s+", " ", error.read().decode())
            raise AssertionError(f"{target} answered {error.code}: {text[:1500]}") from error

    def enter(self, link):
        self.submit(self.get(link), link[link.index("/sign-in"):])
        return self


def main():
    binary = sys.argv[1]
    folder = pathlib.Path(tempfile.mkdtemp(prefix="weft-eu-core-"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    base = f"http://127.0.0.1:{port}"
    where = ["--data", str(folder)] + (["--database", sys.argv[2]] if len(sys.argv) > 2 else [])

    def weft(*words):
        done = subprocess.run([binary, *words, *where, "--json"], capture_output=True, text=True,
                              env={"WEFT_BASE_URL": base, "PATH": "/usr/bin:/bin"})
        assert done.returncode == 0, f"weft {words}: {done.stdout}{done.stderr}"
        return json.loads(done.stdout.strip().splitlines()[-1])

    began = time.monotonic()
    said = weft("import", "roster", str(DATA / "roster.csv"))
    print("weft import roster:", json.dumps(said)[:200])
    said = weft("import", "ties", str(DATA / "ties.csv"))
    print("weft import ties:", json.dumps(said)[:200], f"({time.monotonic() - began:.1f} s)")
    admin = "p0000@eu-core.example"
    weft("user", "grant", admin, "admin")
    service = subprocess.Popen([binary, "serve", *where, "--listen", f"127.0.0.1:{port}", "--tick", "1"],
                               stdout=subprocess.DEVNULL, stderr=(folder / "log").open("w"),
                               env={"WEFT_BASE_URL": base, "WEFT_TRUSTED_PROXIES": "1", "PATH": "/usr/bin:/bin"})
    try:
        walk(weft, base, admin, folder)
    except BaseException:
        print((folder / "log").read_text()[-3000:], file=sys.stderr)
        raise
    finally:
        service.terminate()
        assert service.wait(120) == 0, "weft serve did not stop in order"


def walk(weft, base, admin, folder):
    for _ in range(1200):
        try:
            urllib.request.urlopen(base + "/healthz", timeout=5)
            break
        except OSError:
            time.sleep(0.05)
    people = list(csv.DictReader((DATA / "roster.csv").open()))
    team = {row["id"]: row["team"] for row in people}
    known = {frozenset((row["a"], row["b"])) for row in csv.DictReader((DATA / "ties.csv").open())}
    pool = [row for i, row in enumerate(people) if i % 10 in (1, 4, 7)]

    # A programme that draws on New Year's Day first, so that everybody can join in peace.
    visitor = Visitor(base).enter(weft("user", "link", admin)["link"])
    page = visitor.get("/admin/programmes/new")
    page = visitor.submit(page, "/admin/programmes/new", step="check", name="Coffee", purpose="To meet.", owner=admin,
                          cadence="0 9 1 1 *", zone="UTC", hold="auto",
                          first_on=time.strftime("%Y-%m-%d", time.gmtime()),
                          hold_hours="0", ask_days="0")
    page = visitor.submit(page, "/admin/programmes/new", step="open")
    programme = re.search(r"/admin/programmes/([0-9a-f-]{36})", page[0] + page[1]).group(1)

    began = time.monotonic()
    for row in pool:
        person = Visitor(base).enter(weft("user", "link", row["email"])["link"])
        page = person.submit(person.get(f"/programmes/{programme}/join"), "/join", consent="standing", place="either")
        assert page[0].endswith("/joined"), page[0]
    print(f"{len(pool)} people joined by the form in {time.monotonic() - began:.1f} s")

    page = visitor.get(f"/admin/programmes/{programme}/edit")
    page = visitor.submit(page, "/edit", step="check", cadence="every minute")
    visitor.submit(page, "/edit", step="save")
    began = time.monotonic()
    run = None
    while time.monotonic() - began < 900:
        _, text = visitor.get("/admin/runs")
        found = re.findall(r"/admin/runs/([0-9a-f-]{36})", text)
        if found:
            run = found[-1]
            _, text = visitor.get(f"/admin/runs/{run}")
            if len(list((folder / "mailbox").glob("*.eml"))) >= len(pool):
                break
        time.sleep(1)
    visitor.submit(visitor.get(f"/admin/programmes/{programme}/pause"), "/pause")
    print(f"round drawn by the scheduler, released and delivered after {time.monotonic() - began:.1f} s")

    plan = json.loads(visitor.submit(visitor.get(f"/admin/runs/{run}"), f"/runs/{run}/plan")[1])
    problem = json.loads(visitor.submit(visitor.get(f"/admin/runs/{run}"), f"/runs/{run}/problem")[1])
    check(plan, problem, pool, team, known, folder)
    replay = weft("replay", run)
    assert replay["equal"] and replay["certificate_holds"] and replay["hash_holds"], replay
    print("weft replay:", json.dumps(replay))


def check(plan, problem, pool, team, known, folder):
    mails = {}
    for path in (folder / "mailbox").glob("*.eml"):
        text = path.read_text()
        to = re.search(r"^To: .*?<?([\w.]+@eu-core\.example)", text, re.M | re.S).group(1)
        subject = re.search(r"^Subject: (.*)", text, re.M).group(1)
        mails.setdefault(to, []).append(subject)
    together = [person for group in plan["groups"] for person in group]
    assert len(together) == len(set(together)), "somebody is in two groups"
    assert len(together) + len(plan["left_out"]) == len(pool), "somebody is nowhere"
    ties = {frozenset((tie["a"], tie["b"])) for tie in problem["ties"]}
    acquainted = sum(frozenset((a, b)) in ties for g in plan["groups"] for i, a in enumerate(g) for b in g[i + 1:])
    assert acquainted == 0, f"{acquainted} pairs know each other already"
    teams = {person["id"]: person["team"] for person in problem["people"]}
    same = sum(teams[a] == teams[b] for g in plan["groups"] for i, a in enumerate(g) for b in g[i + 1:])
    assert same == 0, f"{same} pairs are of one team"
    expected = sum(frozenset((a["id"], b["id"])) in known for i, a in enumerate(pool) for b in pool[i + 1:])
    assert len(ties) == expected, f"{len(ties)} ties in the problem, {expected} in the file"
    wrong = [row["email"] for row in pool if len(mails.get(row["email"], [])) < 1]
    assert not wrong, f"no mail reached {len(wrong)}"
    print(f"people {len(pool)}, groups {len(plan['groups'])}, new connections {plan['new_connections']}, "
          f"value {plan['value']}, bound {plan['bound']}, gap {plan['gap']}, {plan['seconds']} s, "
          f"mails {sum(map(len, mails.values()))}")


main()
