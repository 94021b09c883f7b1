"""Weft behind Caddy and behind nginx, by the very files of this folder: TLS, who the client is, news of a run at once,
uploads. Only what a test has to replace is replaced: ports, certificates, paths of logs.

Usage: python proxies.py WEFT_BINARY FOLDER     a demo organisation is made in FOLDER
"""

import contextlib
import http.client
import json
import os
import pathlib
import re
import signal
import socket
import sqlite3
import ssl
import subprocess
import sys
import time
import uuid

DEPLOY = pathlib.Path(__file__).resolve().parents[1]
HOST = "weft.example.org"
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"}


def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def replaced(text, *pairs):
    """Every replacement has to find something: a file that changed is not tested by accident."""
    for old, new in pairs:
        assert old in text, f"{old!r} is not in the file any more"
        text = text.replace(old, new)
    return text


@contextlib.contextmanager
def running(words, log, end=signal.SIGTERM, **more):
    with open(log, "w", encoding="utf-8") as out:
        process = subprocess.Popen(words, stdout=out, stderr=subprocess.STDOUT, **more)
    try:
        yield process
    except BaseException:
        print(pathlib.Path(log).read_text()[-3000:], file=sys.stderr)
        raise
    finally:
        process.send_signal(end)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            raise


class Client:
    """Speaks HTTPS with the proxy, from an address of this machine."""

    def __init__(self, where, authority, source="127.0.0.1"):
        self.where, self.source, self.cookie = where, source, ""
        self.context = ssl.create_default_context(cafile=authority)

    def ask(self, method, path, body=None, headers=None):
        connection = http.client.HTTPSConnection(HOST, self.where, context=self.context, timeout=30)
        # The name is the certificate's; the machine is this one.
        raw = socket.create_connection(("127.0.0.1", self.where), 30, (self.source, 0))
        connection.sock = self.context.wrap_socket(raw, server_hostname=HOST)
        connection.request(method, path, body, {"Host": HOST, "Cookie": self.cookie} | (headers or {}))
        answer = connection.getresponse()
        answer.connection = connection
        return answer

    def enter(self, link):
        path = link[link.index("/sign-in"):]
        answer = self.ask("GET", path)
        assert answer.status == 200, (path, answer.status)
        answer = self.ask("POST", path, "", SAME_ORIGIN)
        assert answer.status == 303, (path, answer.status, answer.read())
        self.cookie = answer.headers["Set-Cookie"].split(";")[0]
        assert self.cookie.startswith("__Host-weft="), "the cookie is not the one of https"


def wait_until_ready(client):
    for _ in range(300):
        with contextlib.suppress(OSError, http.client.HTTPException):
            if client.ask("GET", "/readyz").status == 200:
                return
        time.sleep(0.2)
    raise AssertionError("no answer through the proxy within a minute")


def news_at_once(client, database, run):
    """The stream of a run that is on its way to people stays open, and each piece of news comes when it happens."""
    key = uuid.UUID(run).bytes
    with sqlite3.connect(database, timeout=10) as db:
        changed = db.execute("update runs set state = 'sending' where id = ?", (key,)).rowcount
        # One mail is still to come, and none is sent, so that the service leaves the run where it is.
        changed += db.execute("update outbox set state = 'queued' where id = "
                              "(select id from outbox where run_id = ? limit 1)", (key,)).rowcount
        assert changed == 2
    answer = client.ask("GET", f"/admin/runs/{run}/events", headers={"Accept-Encoding": "gzip, br"})
    assert answer.status == 200 and answer.headers["Content-Type"] == "text/event-stream", answer.headers.as_string()
    assert "Content-Encoding" not in answer.headers, "the stream is compressed: news wait for a full block"
    answer.connection.sock.settimeout(10)
    began = time.monotonic()
    first = answer.readline()
    assert first.startswith(b"event:") or first.startswith(b"data:"), first
    while answer.readline().strip():
        pass
    waited = time.monotonic() - began
    with sqlite3.connect(database, timeout=10) as db:
        db.execute("update runs set state = 'sent' where id = ?", (key,))
    began = time.monotonic()
    rest = answer.read()
    assert b"event: last" in rest, rest[:300]
    return waited, time.monotonic() - began


def client_is_known(where, authority):
    """Sign-in is limited by client. What a client writes into X-Forwarded-For gets it nothing, and takes nothing from
    another."""
    def signs_in(source, n):
        client = Client(where, authority, source)
        headers = SAME_ORIGIN | {"X-Forwarded-For": f"203.0.113.{n}", "Forwarded": f"for=203.0.113.{n}"}
        return client.ask("POST", "/sign-in", f"address=nobody{n}%40example.org&to=%2F", headers).status

    # Asked until it is refused, no further: another attempt is granted every few seconds.
    for n in range(1, 120):
        status = signs_in("127.0.0.1", n)
        if status == 429:
            break
        assert status == 200, f"sign-in {n} is answered {status}"
    else:
        raise AssertionError(f"{n} sign-ins, and none is refused")
    assert n > 1, "the very first sign-in is refused"
    other = signs_in("127.0.0.2", n + 1)
    assert other == 200, f"another client is taken for the first one: {other}"
    return n - 1


def uploads(client):
    part = "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"people.csv\"\r\n\r\n"
    body = (part + "name,email\n" * 200_000 + "\r\n--cut--\r\n").encode()
    kind = {"Sec-Fetch-Site": "same-origin", "Content-Type": "multipart/form-data; boundary=cut"}
    answer = client.ask("POST", "/admin/import", body, kind)
    assert answer.status in (200, 303, 400, 422), f"a roster of 2 MB: {answer.status}"
    return answer.status


def caddy(folder, where, upstream):
    text = (DEPLOY / "caddy" / "Caddyfile").read_text()
    text = replaced(text, ("admin off", "admin off\n\tauto_https disable_redirects"),
                    ("# tls /etc/caddy/weft.pem /etc/caddy/weft.key", f"tls {folder}/weft.pem {folder}/weft.key"))
    (folder / "Caddyfile").write_text(text)
    environment = os.environ | {"WEFT_HOST": f"https://{HOST}:{where}", "WEFT_UPSTREAMS": f"127.0.0.1:{upstream}",
                                "HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    words = ["caddy", "validate", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]
    done = subprocess.run(words, capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr
    return ["caddy", "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")], environment


def nginx(folder, where, upstream):
    text = (DEPLOY / "nginx" / "weft.conf").read_text()
    text = replaced(text, ("server 127.0.0.1:8080 ", f"server 127.0.0.1:{upstream} "),
                    ("listen 443 ssl", f"listen 127.0.0.1:{where} ssl"), ("listen 80;", f"listen 127.0.0.1:{port()};"),
                    ("/etc/nginx/weft.", f"{folder}/weft."), ("/var/log/nginx/", f"{folder}/nginx-"))
    (folder / "weft.conf").write_text(text)
    scratch = "\n".join(f"  {kind}_temp_path {folder}/nginx-{kind};"
                        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "nginx.conf").write_text(
        f"daemon off;\nmaster_process off;\npid {folder}/nginx.pid;\nerror_log stderr warn;\nevents {{ }}\n"
        f"http {{\n{scratch}\n  include {folder}/weft.conf;\n}}\n")
    words = ["nginx", "-e", "stderr", "-c", str(folder / "nginx.conf"), "-p", str(folder)]
    done = subprocess.run([*words, "-t"], capture_output=True, text=True)
    assert done.returncode == 0 and "[warn]" not in done.stderr, done.stderr
    return words, None


def limits_agree():
    """The proxies let through what Weft takes, neither less nor much more."""
    found = re.search(r"UPLOAD_LIMIT: usize = (\d+) \* 1024 \* 1024", (DEPLOY.parent / "src/web/import.rs").read_text())
    mib = found.group(1)
    for file, words in (("caddy/Caddyfile", f"max_size {mib}MiB"), ("nginx/weft.conf", f"client_max_body_size {mib}m;"),
                        ("kubernetes/overlays/example/ingress.yaml", f"proxy-body-size: {mib}m")):
        assert words in (DEPLOY / file).read_text(), f"{file}: uploads of {mib} MiB are Weft's limit; write {words!r}"


def main():
    weft, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    limits_agree()
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                    "-days", "2", "-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}",
                    "-keyout", folder / "weft.key", "-out", folder / "weft.pem"], check=True, capture_output=True)
    data = folder / "data"
    told = subprocess.run([weft, "demo", "--exit", "--json", "--data", data], capture_output=True, text=True, check=True,
                          cwd=folder)
    run = json.loads(told.stdout.splitlines()[-1])["run"]
    database = data / "weft.db"
    with sqlite3.connect(database) as db:
        (admin,) = db.execute("select p.email from persons p join role_grants r on r.person_id = p.id "
                              "where r.role = 'admin' limit 1").fetchone()
    settings = os.environ | {"WEFT_BASE_URL": f"https://{HOST}", "WEFT_TRUSTED_PROXIES": "1", "WEFT_LOG": "warn"}
    for name, made in (("caddy", caddy), ("nginx", nginx)):
        where, upstream = port(), port()
        words, environment = made(folder, where, upstream)
        serve = [weft, "serve", "--data", data, "--listen", f"127.0.0.1:{upstream}", "--tick", "1"]
        # That it stops in order is the image's test. Here it may be in the middle of a year's figures for HR, which it
        # would finish first.
        with running(serve, folder / "weft.log", signal.SIGKILL, env=settings, cwd=folder), \
                running(words, folder / f"{name}.log", env=environment):
            client = Client(where, folder / "weft.pem")
            wait_until_ready(client)
            answer = client.ask("GET", "/sign-in")
            assert answer.status == 200 and "max-age" in answer.headers["Strict-Transport-Security"]
            link = subprocess.run([weft, "user", "link", admin, "--data", data], capture_output=True, text=True,
                                  check=True, env=settings, cwd=folder).stdout
            client.enter(link.split()[0])
            subprocess.run([weft, "sending", "pause", "--by", admin, "--data", data], capture_output=True, check=True,
                           env=settings, cwd=folder)
            first, last = news_at_once(client, database, run)
            # A stream that is held back waits for its end, so for longer than a read may take.
            assert first < 10 and last < 10, (first, last)
            uploaded = uploads(client)
            limited = client_is_known(where, folder / "weft.pem")
        print(f"{name}: valid; signed in over TLS; news of a run after {first * 1000:.0f} ms, its end {last:.1f} s after "
              f"it happened; a roster of 2 MB is answered {uploaded}; {limited} sign-ins, then 429, whatever "
              "X-Forwarded-For says, and another client is let in")


main()
