"""Runs an image as an engine would: its root read-only, as its own user, without capabilities and without a way to
gain any, its volume the one place to write to. Needs root and runc.

Usage: python image.py ROOT CONFIG.json FOLDER     ROOT is the image's mounted root; CONFIG its OCI configuration
"""

import json
import os
import pathlib
import signal
import socket
import struct
import subprocess
import sys
import threading
import time

NAME = "weft.deploy.test"


def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def bundle(folder, root, image, words, mounts, environment):
    """An OCI bundle out of the image's own configuration, hardened as the compose and Kubernetes files say."""
    user, _, group = image["User"].partition(":")
    nothing = {kind: [] for kind in ("bounding", "effective", "inheritable", "permitted", "ambient")}
    config = {
        "ociVersion": "1.0.2",
        "process": {
            "user": {"uid": int(user), "gid": int(group)},
            "args": words if words[0].startswith("/") else image["Entrypoint"] + words,
            "env": image["Env"] + environment,
            "cwd": image.get("WorkingDir") or "/",
            "capabilities": nothing,
            "noNewPrivileges": True,
        },
        "root": {"path": str(root), "readonly": True},
        "hostname": "weft",
        "mounts": [{"destination": "/proc", "type": "proc", "source": "proc"},
                   {"destination": "/dev", "type": "tmpfs", "source": "tmpfs",
                    "options": ["nosuid", "strictatime", "mode=755", "size=65536k"]}, *mounts],
        # The network is this machine's, so that the service can be asked on loopback.
        "linux": {"namespaces": [{"type": kind} for kind in ("pid", "ipc", "uts", "mount")],
                  "maskedPaths": ["/proc/kcore"], "readonlyPaths": ["/proc/sys"]},
    }
    folder.mkdir()
    (folder / "config.json").write_text(json.dumps(config))
    return folder


def bind(source, destination, *options):
    return {"destination": destination, "type": "bind", "source": str(source), "options": ["bind", *options]}


class Names(threading.Thread):
    """A name server on loopback that knows one name: 127.0.0.1 is NAME."""

    def __init__(self):
        super().__init__(daemon=True)
        self.asked = 0
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.99", 53))

    def run(self):
        while True:
            question, sender = self.socket.recvfrom(512)
            end = question.index(b"\0", 12) + 1
            labels, at = [], 12
            while question[at]:
                labels.append(question[at + 1:at + 1 + question[at]].decode())
                at += 1 + question[at]
            kind = struct.unpack("!H", question[end:end + 2])[0]
            known = ".".join(labels) == NAME
            self.asked += known
            answers = b"\xc0\x0c" + struct.pack("!HHIH", 1, 1, 60, 4) + bytes([127, 0, 0, 1]) if known and kind == 1 else b""
            flags = 0x8180 if known else 0x8183
            head = question[:2] + struct.pack("!HHHHH", flags, 1, 1 if answers else 0, 0, 0)
            self.socket.sendto(head + question[12:end + 4] + answers, sender)


def main():
    root, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[3])
    image = json.loads(pathlib.Path(sys.argv[2]).read_text())
    assert image["User"] == "65532:65532" and image["Volumes"] == {"/data": {}}, image
    listens = port()
    data, state = folder / "volume", folder / "runc"
    # A fresh named volume: the image's own folder, with its owner.
    subprocess.run(["cp", "-a", root / "data", data], check=True)
    assert os.stat(data).st_uid == 65532, "/data is not the user's own"
    (folder / "hosts").write_text("127.0.0.1 localhost\n")
    (folder / "resolv.conf").write_text("nameserver 127.0.0.99\noptions timeout:10 attempts:2\n")
    names = Names()
    names.start()
    mounts = [bind(data, "/data", "rw", "nosuid", "nodev", "noexec"), bind(folder / "hosts", "/etc/hosts", "ro"),
              bind(folder / "resolv.conf", "/etc/resolv.conf", "ro")]
    environment = [f"WEFT_LISTEN=127.0.0.1:{listens}", "WEFT_TICK=1"]
    runs = 0

    def words(*command):
        nonlocal runs
        runs += 1
        made = bundle(folder / f"bundle-{runs}", root, image, list(command), mounts, environment)
        return ["runc", "--root", str(state), "run", "--bundle", str(made), f"weft-deploy-{os.getpid()}-{runs}"]

    def weft(*command):
        return subprocess.run(words(*command), capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=120)

    began = time.monotonic()
    service = subprocess.Popen(words(*image["Cmd"]), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                               stdin=subprocess.DEVNULL)
    try:
        # The image's own check, asked until it is well, as an engine does it.
        check = image["Healthcheck"]["Test"]
        assert check[0] == "CMD", check
        for _ in range(100):
            asked = weft(*check[1:])
            if asked.returncode == 0:
                break
            assert service.poll() is None, service.stdout.read()
            time.sleep(0.3)
        assert asked.returncode == 0, asked.stdout + asked.stderr
        ready = time.monotonic() - began
        for path in ("/healthz", "/readyz"):
            for host in ("localhost", NAME):
                asked = weft("health", f"http://{host}:{listens}{path}")
                assert asked.returncode == 0, asked.stdout + asked.stderr
        assert names.asked > 0, "the name server was not asked"
        lost = weft("health", f"http://nobody.{NAME}:{listens}/healthz")
        assert lost.returncode == 1 and "does not answer" in lost.stderr, lost.stderr
    except BaseException:
        service.kill()
        print(service.communicate()[0][-3000:], file=sys.stderr)
        raise
    service.send_signal(signal.SIGTERM)
    said, _ = service.communicate(timeout=30)
    assert service.returncode == 0, (service.returncode, said[-2000:])
    assert (data / "weft.db").exists() and "stopped" in said, said[-2000:]
    print(f"/healthz and /readyz answer, by localhost and by a name from DNS; `weft health` says so after {ready:.1f} s; "
          "SIGTERM ends it with 0")


main()
